-- A dossier is its history. What a row here says beside it is only there to find dossiers without reading them all.
CREATE TABLE dossiers (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,   -- UUID, made by whoever opened it
    workflow   TEXT NOT NULL,
    opened_at  TEXT NOT NULL,
    state      TEXT NOT NULL,
    events     BIGINT NOT NULL,            -- how many; also guards against two writers at once
    changed_at TEXT COLLATE "C" NOT NULL
);

CREATE INDEX dossiers_newest ON dossiers (opened_at, id);

-- Append-only. Two writers can never both get one place, nor one event two places.
CREATE TABLE dossier_events (
    dossier_id TEXT COLLATE "C" NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
    place      BIGINT NOT NULL,            -- from 1
    event_id   TEXT NOT NULL,
    event      TEXT NOT NULL,              -- JSON
    PRIMARY KEY (dossier_id, place),
    UNIQUE (dossier_id, event_id)
);

-- Who did what with which dossier, never with what content (R-22.1, s. 90). Nothing here is changed or taken away.
CREATE TABLE dossier_accesses (
    dossier_id TEXT COLLATE "C" NOT NULL,
    at         TEXT COLLATE "C" NOT NULL,
    subject    TEXT NOT NULL,              -- `sub` of the token
    role       TEXT NOT NULL,
    action     TEXT NOT NULL,              -- read, open, save, sign, transition:ID, accesses
    outcome    TEXT NOT NULL               -- done, or the code of the refusal
);

CREATE INDEX dossier_accesses_by_dossier ON dossier_accesses (dossier_id, at);

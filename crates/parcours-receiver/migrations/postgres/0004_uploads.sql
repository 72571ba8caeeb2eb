-- Files on their way, sent ahead of the submission that will name them (tus 1.0). A row lives for a day at most; one that is taken
-- into a submission goes with it.
CREATE TABLE uploads (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- drawn, not to be guessed
    size       BIGINT NOT NULL,            -- bytes, as said at first
    received   BIGINT NOT NULL,            -- bytes that are here; also guards against two writers at once
    expires_at TEXT COLLATE "C" NOT NULL,
    taken_by   TEXT                        -- the submission that names it
);

CREATE INDEX uploads_oldest ON uploads (expires_at);

CREATE TABLE upload_pieces (
    upload_id TEXT COLLATE "C" NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    start     BIGINT NOT NULL,             -- of its first byte, from 0
    content   BYTEA NOT NULL,
    PRIMARY KEY (upload_id, start)
);

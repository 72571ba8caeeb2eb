-- One row per submission. Times are RFC 3339 in UTC with milliseconds, so they sort as text.
CREATE TABLE submissions (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- UUID, also the idempotency key
    reference     TEXT NOT NULL UNIQUE,       -- what people say on the phone: P-7K3M-9QXD
    fingerprint   TEXT NOT NULL,              -- SHA-256 of what was sent, to recognise the same submission again
    form_id       TEXT NOT NULL,
    form_version  TEXT NOT NULL,
    form_revision TEXT NOT NULL,
    language      TEXT NOT NULL,
    filled_by     TEXT NOT NULL,
    submitted_at  TEXT NOT NULL,              -- as the page said it
    received_at   TEXT COLLATE "C" NOT NULL,  -- this server's clock
    files         BIGINT NOT NULL,            -- how many attachments
    envelope      TEXT NOT NULL               -- JSON, answers in normal form, without the files' content
);

CREATE INDEX submissions_newest ON submissions (received_at, id);

CREATE TABLE attachments (
    submission_id TEXT COLLATE "C" NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    position      BIGINT NOT NULL,            -- order in the envelope
    name          TEXT NOT NULL,
    type          TEXT NOT NULL,              -- judged by content
    size          BIGINT NOT NULL,            -- bytes
    sha256        TEXT NOT NULL,              -- lower-case hexadecimal
    content       BYTEA NOT NULL,
    PRIMARY KEY (submission_id, position)
);

CREATE INDEX attachments_by_hash ON attachments (submission_id, sha256);

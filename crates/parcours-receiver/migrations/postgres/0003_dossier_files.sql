-- The files that answers of a dossier name, by their hash. They come before the event that names them: one that no event
-- names yet is there, and nobody is given it.
CREATE TABLE dossier_files (
    dossier_id TEXT COLLATE "C" NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
    sha256     TEXT COLLATE "C" NOT NULL,              -- lower-case hexadecimal
    type       TEXT NOT NULL,              -- judged by content
    size       BIGINT NOT NULL,            -- bytes
    content    BYTEA NOT NULL,
    PRIMARY KEY (dossier_id, sha256)
);

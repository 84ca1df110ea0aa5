extension Schema {
    /// The ledger's tables.
    ///
    /// Their triggers stand against faults, not against intruders: against those stand the tree, the
    /// signer's lock and the witnesses.
    static let ledger = Schema(
        applicationID: 0x4c58_4c44,  // LXLD
        name: "ledger",
        chinese: "账本",
        steps: [
            """
            CREATE TABLE meta (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              origin TEXT NOT NULL,
              is_backup INTEGER NOT NULL DEFAULT 0 CHECK (is_backup IN (0, 1)),
              epoch_counter INTEGER NOT NULL CHECK (epoch_counter >= 1),
              epoch_id BLOB NOT NULL CHECK (length(epoch_id) = 16)
            ) STRICT;

            CREATE TABLE leaf (
              idx INTEGER PRIMARY KEY,
              entry BLOB NOT NULL CHECK (length(entry) BETWEEN 1 AND 16384),
              hash BLOB NOT NULL CHECK (length(hash) = 32),
              matter BLOB CHECK (length(matter) = 16),
              recipient TEXT,
              number INTEGER CHECK (number >= 1),
              CHECK ((recipient IS NULL) = (number IS NULL))
            ) STRICT;
            CREATE INDEX leaf_matter ON leaf (matter) WHERE matter IS NOT NULL;
            CREATE UNIQUE INDEX leaf_feed ON leaf (recipient, number) WHERE recipient IS NOT NULL;
            CREATE TRIGGER leaf_next BEFORE INSERT ON leaf
              WHEN NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM leaf)
              BEGIN SELECT RAISE(ABORT, 'a gap in the ledger'); END;
            CREATE TRIGGER leaf_feed_next BEFORE INSERT ON leaf
              WHEN NEW.recipient IS NOT NULL AND NEW.number <>
                (SELECT coalesce(max(number) + 1, 1) FROM leaf WHERE recipient = NEW.recipient)
              BEGIN SELECT RAISE(ABORT, 'a gap in a feed'); END;
            CREATE TRIGGER leaf_update BEFORE UPDATE ON leaf
              BEGIN SELECT RAISE(ABORT, 'entries are only appended'); END;
            CREATE TRIGGER leaf_delete BEFORE DELETE ON leaf
              BEGIN SELECT RAISE(ABORT, 'entries are only appended'); END;

            CREATE TABLE node256 (
              level INTEGER NOT NULL CHECK (level >= 1),
              n INTEGER NOT NULL CHECK (n >= 0),
              hash BLOB NOT NULL CHECK (length(hash) = 32),
              PRIMARY KEY (level, n)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER node256_next BEFORE INSERT ON node256
              WHEN NEW.n <> (SELECT coalesce(max(n) + 1, 0) FROM node256 WHERE level = NEW.level)
              BEGIN SELECT RAISE(ABORT, 'a gap in a tile level'); END;
            CREATE TRIGGER node256_update BEFORE UPDATE ON node256
              BEGIN SELECT RAISE(ABORT, 'tile hashes are only appended'); END;
            CREATE TRIGGER node256_delete BEFORE DELETE ON node256
              BEGIN SELECT RAISE(ABORT, 'tile hashes are only appended'); END;

            CREATE TABLE tree (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              size INTEGER NOT NULL CHECK (size >= 0),
              root BLOB NOT NULL CHECK (length(root) = 32)
            ) STRICT;
            CREATE TRIGGER tree_update BEFORE UPDATE ON tree WHEN NEW.size <= OLD.size
              BEGIN SELECT RAISE(ABORT, 'the tree only grows'); END;
            CREATE TRIGGER tree_delete BEFORE DELETE ON tree
              BEGIN SELECT RAISE(ABORT, 'the tree only grows'); END;

            CREATE TABLE sealed (
              id INTEGER PRIMARY KEY,
              commitment BLOB NOT NULL UNIQUE CHECK (length(commitment) = 32),
              matter BLOB NOT NULL CHECK (length(matter) = 16),
              box BLOB NOT NULL
            ) STRICT;
            CREATE INDEX sealed_matter ON sealed (matter);
            CREATE TRIGGER sealed_update BEFORE UPDATE ON sealed
              BEGIN SELECT RAISE(ABORT, 'sealed items are never changed'); END;
            """,
            // The docket knows a matter's entries; an index in random order dirtied a page for each.
            "DROP INDEX leaf_matter",
            """
            CREATE TABLE witnessed (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              size INTEGER NOT NULL CHECK (size >= 1),
              note BLOB NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE attachment (
              code BLOB PRIMARY KEY CHECK (length(code) = 32),
              matter BLOB NOT NULL CHECK (length(matter) = 16),
              size INTEGER NOT NULL CHECK (size >= 1),
              begun INTEGER NOT NULL,
              is_whole INTEGER NOT NULL DEFAULT 0 CHECK (is_whole IN (0, 1))
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX attachment_matter ON attachment (matter);

            CREATE TABLE chunk (
              id INTEGER PRIMARY KEY,
              attachment BLOB NOT NULL REFERENCES attachment (code) ON DELETE CASCADE,
              n INTEGER NOT NULL CHECK (n >= 0),
              box BLOB NOT NULL,
              UNIQUE (attachment, n)
            ) STRICT;
            CREATE TRIGGER chunk_next BEFORE INSERT ON chunk
              WHEN NEW.n > (SELECT count(*) FROM chunk WHERE attachment = NEW.attachment)
              BEGIN SELECT RAISE(ABORT, 'a gap in an attachment'); END;
            CREATE TRIGGER chunk_update BEFORE UPDATE ON chunk
              BEGIN SELECT RAISE(ABORT, 'pieces of attachments are never changed'); END;
            """,
        ]
    )
}

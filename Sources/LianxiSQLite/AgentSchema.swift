extension Schema {
    /// The tables of an agent's inbox.
    ///
    /// `item` holds what arrived; all other tables say what became of it here.
    static let inbox = Schema(
        applicationID: 0x4c58_4149,  // LXAI
        name: "agent's inbox",
        chinese: "收件库",
        steps: [
            """
            CREATE TABLE meta (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              origin TEXT NOT NULL,
              party TEXT NOT NULL,
              epoch_counter INTEGER,
              epoch_id BLOB CHECK (length(epoch_id) = 16),
              checkpoint_size INTEGER,
              checkpoint_root BLOB CHECK (length(checkpoint_root) = 32),
              checkpoint_note BLOB
            ) STRICT;
            CREATE TRIGGER meta_epoch BEFORE UPDATE OF epoch_counter ON meta
              WHEN NEW.epoch_counter <= OLD.epoch_counter
              BEGIN SELECT RAISE(ABORT, 'an epoch never goes back'); END;
            CREATE TRIGGER meta_checkpoint BEFORE UPDATE OF checkpoint_size ON meta
              WHEN NEW.checkpoint_size < OLD.checkpoint_size
              BEGIN SELECT RAISE(ABORT, 'a checkpoint never goes back'); END;

            CREATE TABLE item (
              number INTEGER PRIMARY KEY,
              idx INTEGER NOT NULL UNIQUE CHECK (idx >= 0),
              bytes BLOB NOT NULL,
              hash BLOB NOT NULL CHECK (length(hash) = 32),
              matter BLOB CHECK (length(matter) = 16)
            ) STRICT;
            CREATE INDEX item_matter ON item (matter) WHERE matter IS NOT NULL;
            CREATE TRIGGER item_next BEFORE INSERT ON item
              WHEN NEW.number <> (SELECT coalesce(max(number) + 1, 1) FROM item)
              BEGIN SELECT RAISE(ABORT, 'a gap in the feed'); END;
            CREATE TRIGGER item_update BEFORE UPDATE ON item
              BEGIN SELECT RAISE(ABORT, 'items are only added'); END;
            CREATE TRIGGER item_delete BEFORE DELETE ON item
              BEGIN SELECT RAISE(ABORT, 'items are only added'); END;

            CREATE TABLE assignment (
              id BLOB PRIMARY KEY CHECK (length(id) = 16),
              matter BLOB NOT NULL CHECK (length(matter) = 16),
              order_idx INTEGER NOT NULL,
              order_hash BLOB NOT NULL CHECK (length(order_hash) = 32),
              role TEXT NOT NULL,
              kind TEXT NOT NULL,
              state TEXT NOT NULL,
              changed_by INTEGER NOT NULL,
              details BLOB NOT NULL
            ) STRICT;
            CREATE INDEX assignment_matter ON assignment (matter);
            CREATE INDEX assignment_changed ON assignment (changed_by);

            CREATE TABLE receipt (
              idx INTEGER PRIMARY KEY,
              hash BLOB NOT NULL CHECK (length(hash) = 32),
              entry INTEGER,
              refusal TEXT
            ) STRICT;
            CREATE INDEX receipt_pending ON receipt (idx) WHERE entry IS NULL AND refusal IS NULL;

            CREATE TABLE sequence (
              key TEXT PRIMARY KEY,
              next INTEGER NOT NULL CHECK (next >= 1)
            ) STRICT;
            CREATE TABLE batch (
              id INTEGER PRIMARY KEY,
              request BLOB NOT NULL UNIQUE CHECK (length(request) = 16),
              key TEXT NOT NULL,
              first INTEGER NOT NULL,
              body BLOB NOT NULL,
              prepared_at INTEGER NOT NULL,
              confirmation TEXT,
              answered_at INTEGER
            ) STRICT;
            CREATE INDEX batch_open ON batch (id) WHERE answered_at IS NULL;
            CREATE TABLE act (
              batch INTEGER NOT NULL REFERENCES batch (id),
              place INTEGER NOT NULL,
              assignment BLOB NOT NULL CHECK (length(assignment) = 16),
              verb TEXT NOT NULL,
              text TEXT NOT NULL,
              entry INTEGER,
              refusal TEXT,
              PRIMARY KEY (batch, place)
            ) STRICT;
            CREATE INDEX act_assignment ON act (assignment);

            CREATE TABLE hook (
              number INTEGER PRIMARY KEY REFERENCES item (number),
              state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'given-up')),
              attempts INTEGER NOT NULL DEFAULT 0,
              due INTEGER NOT NULL,
              reason TEXT
            ) STRICT;
            CREATE INDEX hook_pending ON hook (number) WHERE state = 'pending';
            """,
            """
            CREATE TABLE notice_start (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              since INTEGER NOT NULL,
              number INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE notice (
              number INTEGER NOT NULL REFERENCES item (number),
              address TEXT NOT NULL,
              language TEXT NOT NULL,
              alone INTEGER NOT NULL CHECK (alone IN (0, 1)),
              state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'given-up')),
              attempts INTEGER NOT NULL DEFAULT 0,
              due INTEGER NOT NULL,
              digest INTEGER,
              reason TEXT,
              PRIMARY KEY (number, address)
            ) STRICT;
            CREATE INDEX notice_due ON notice (due) WHERE state = 'pending';
            CREATE INDEX notice_address ON notice (address, number) WHERE state = 'pending';
            """,
            """
            CREATE TABLE witnessed (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              size INTEGER NOT NULL CHECK (size >= 1),
              note BLOB NOT NULL
            ) STRICT;
            CREATE TABLE unproven (
              idx INTEGER PRIMARY KEY CHECK (idx >= 0),
              batch INTEGER NOT NULL REFERENCES batch (id)
            ) STRICT;
            CREATE TABLE proven (
              idx INTEGER PRIMARY KEY CHECK (idx >= 0),
              entry BLOB NOT NULL,
              proof BLOB NOT NULL
            ) STRICT;
            """,
            """
            CREATE TABLE party (
              id TEXT PRIMARY KEY,
              name TEXT NOT NULL,
              entry INTEGER NOT NULL CHECK (entry >= 0)
            ) STRICT;
            CREATE TABLE unread (number INTEGER PRIMARY KEY REFERENCES item (number)) STRICT;
            INSERT INTO unread SELECT number FROM item WHERE matter IS NULL;
            DROP TRIGGER item_update;
            CREATE TRIGGER item_update BEFORE UPDATE ON item
              WHEN OLD.matter IS NOT NULL OR NEW.number <> OLD.number OR NEW.idx <> OLD.idx
                OR NEW.bytes <> OLD.bytes OR NEW.hash <> OLD.hash
              BEGIN SELECT RAISE(ABORT, 'items are only added'); END;
            """,
            """
            CREATE TABLE unplanned (number INTEGER PRIMARY KEY REFERENCES item (number)) STRICT;
            INSERT INTO unplanned SELECT unread.number FROM unread, notice_start
              WHERE unread.number <= notice_start.number;
            """,
        ]
    )
}

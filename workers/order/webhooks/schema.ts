/** The tables of an endpoint, as an append-only list (see `migrate`). `repeat` is as in every actor. */
export const endpointMigrations: readonly string[] = [
  `CREATE TABLE endpoint (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     url TEXT NOT NULL,
     events TEXT,
     description TEXT,
     created INTEGER NOT NULL,
     disabled INTEGER,
     secret TEXT NOT NULL,
     old_secret TEXT,
     old_secret_until INTEGER
   );
   CREATE TABLE delivery (
     n INTEGER PRIMARY KEY,
     message TEXT NOT NULL UNIQUE,
     type TEXT NOT NULL,
     payload TEXT NOT NULL,
     status TEXT NOT NULL,
     created INTEGER NOT NULL,
     attempts INTEGER NOT NULL,
     attempts_before INTEGER NOT NULL,
     next INTEGER NOT NULL,
     last INTEGER,
     last_status INTEGER,
     last_detail TEXT
   );
   CREATE INDEX delivery_next ON delivery (next) WHERE status = 'pending';
   CREATE TABLE repeat (
     day INTEGER NOT NULL,
     key TEXT NOT NULL,
     fingerprint TEXT NOT NULL,
     at INTEGER NOT NULL,
     answer TEXT,
     PRIMARY KEY (day, key)
   ) WITHOUT ROWID;`,
];

/** The tables of a waiting room, as an append-only list (see `migrate`). */
export const roomMigrations: readonly string[] = [
  `CREATE TABLE room (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     private_key TEXT NOT NULL,
     public_key TEXT NOT NULL,
     paces TEXT NOT NULL
   );
   CREATE TABLE place (number INTEGER PRIMARY KEY, cart TEXT NOT NULL UNIQUE, turn INTEGER NOT NULL);`,
];

"""A ledger in a PostgreSQL database: its tables, its guards, and the functions that append.

Appending is done in the database by two functions, so that whoever may append may do nothing else:
a role that could insert rows could put them past the head. The tree that they keep is held to the
one of a ledger file by a property test.
"""

from __future__ import annotations

import re

FORMAT = 1
"""Of the schema; there has been no other."""

COMMENT = "a ledger of gestand, format "
"""What the schema says of itself, followed by its format: tells it from any other schema."""

EARLIER_THAN_HEAD = "GE001"
"""The SQLSTATE of an append at a moment that lies before the one of the last record."""

_TABLES = """
CREATE TABLE gestand.stored_events (
    originator_id text COLLATE "C" NOT NULL,
    originator_version bigint NOT NULL,
    topic text COLLATE "C" NOT NULL,
    state bytea NOT NULL,
    position bigint PRIMARY KEY,
    leaf_hash bytea NOT NULL,
    UNIQUE (originator_id, originator_version)
);
CREATE TABLE gestand.head (
    one integer PRIMARY KEY CHECK (one = 1),
    ledger_id text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    frontier bytea NOT NULL,
    recorded_at text COLLATE "C" NOT NULL
) WITH (fillfactor = 10);
CREATE TABLE gestand.tiles (
    level integer NOT NULL,
    number bigint NOT NULL,
    root bytea NOT NULL CHECK (length(root) = 32),
    hashes bytea NOT NULL CHECK (length(hashes) = 8192),
    PRIMARY KEY (level, number)
);
CREATE TABLE gestand.checkpoints (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    size bigint NOT NULL,
    note bytea NOT NULL
);
-- A note with many signatures is longer than what an index takes.
CREATE UNIQUE INDEX checkpoint_note ON gestand.checkpoints (sha256(note));
CREATE TABLE gestand.judged (
    one integer PRIMARY KEY CHECK (one = 1),
    size bigint NOT NULL,
    kinds text NOT NULL
);
CREATE TABLE gestand.unlawful (position bigint PRIMARY KEY);
CREATE TABLE gestand.copy (
    one integer PRIMARY KEY CHECK (one = 1),
    source text NOT NULL,
    policy bytea NOT NULL
);
"""

_FUNCTIONS = r"""
-- convert_from is only STABLE, and an index takes what is IMMUTABLE: UTF8 never changes.
CREATE FUNCTION gestand.record_id(state bytea) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN convert_from(state, 'UTF8')::json ->> 'id';
EXCEPTION WHEN OTHERS THEN
    RETURN NULL;
END $$;

CREATE FUNCTION gestand.instr(state bytea, part bytea) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT position(part IN state) > 0 $$;

CREATE FUNCTION gestand.refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'what is recorded is never changed and never deleted'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- Whoever decides must hold the lock before reading what the decision rests on.
CREATE FUNCTION gestand.lock_head() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    locked bigint;
BEGIN
    SELECT size INTO STRICT locked FROM gestand.head FOR UPDATE;
    RETURN locked;
END $$;

-- Append events to the log, at one moment; the size of the log after it.
CREATE FUNCTION gestand.append(
    streams text[], versions bigint[], topics text[], states bytea[], moment text
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    total bigint := cardinality(states);
    head gestand.head%ROWTYPE;
    start bigint;
    roots bytea[] := '{}';
    node bytea;
    place bigint;
    rest bigint;
    level integer;
    tile integer;
    hashes bytea;
BEGIN
    IF total <> cardinality(streams) OR total <> cardinality(versions)
        OR total <> cardinality(topics)
    THEN
        RAISE EXCEPTION 'the arrays are not of one length' USING ERRCODE = 'data_exception';
    END IF;
    UPDATE gestand.head SET size = size + total RETURNING * INTO STRICT head;
    IF moment COLLATE "C" < head.recorded_at THEN
        RAISE EXCEPTION 'the last record is of %', head.recorded_at USING ERRCODE = 'GE001';
    END IF;
    start := head.size - total;
    INSERT INTO gestand.stored_events
    SELECT event.stream, event.version, event.topic, event.state, start + event.number - 1,
        sha256(decode('00', 'hex') || event.state)
    FROM unnest(streams, versions, topics, states)
        WITH ORDINALITY AS event (stream, version, topic, state, number);
    -- The compact range: one root for each bit of the size, the largest tree first.
    FOR number IN 0 .. length(head.frontier) / 32 - 1 LOOP
        roots := roots || substr(head.frontier, number * 32 + 1, 32);
    END LOOP;
    FOR place, node IN
        SELECT position, leaf_hash FROM gestand.stored_events
        WHERE position >= start AND position < head.size ORDER BY position
    LOOP
        rest := place;
        level := 0;
        WHILE rest % 2 = 1 LOOP
            node := sha256(decode('01', 'hex') || roots[cardinality(roots)] || node);
            roots := trim_array(roots, 1);
            rest := rest / 2;
            level := level + 1;
            IF level % 8 = 0 THEN
                -- Of 256 subtrees of one level: a tile is full, and this is its root.
                tile := level / 8 - 1;
                IF tile = 0 THEN
                    SELECT string_agg(leaf_hash, ''::bytea ORDER BY position) INTO hashes
                    FROM gestand.stored_events
                    WHERE position >= rest * 256 AND position < (rest + 1) * 256;
                ELSE
                    SELECT string_agg(root, ''::bytea ORDER BY tiles.number) INTO hashes
                    FROM gestand.tiles
                    WHERE tiles.level = tile - 1
                        AND tiles.number >= rest * 256 AND tiles.number < (rest + 1) * 256;
                END IF;
                INSERT INTO gestand.tiles VALUES (tile, rest, node, hashes);
            END IF;
        END LOOP;
        roots := roots || node;
    END LOOP;
    UPDATE gestand.head
    SET recorded_at = moment, frontier = (
        SELECT coalesce(string_agg(root, ''::bytea ORDER BY number), ''::bytea)
        FROM unnest(roots) WITH ORDINALITY AS range (root, number)
    );
    RETURN head.size;
END $$;
REVOKE ALL ON FUNCTION gestand.lock_head(),
    gestand.append(text[], bigint[], text[], bytea[], text) FROM PUBLIC;
CREATE UNIQUE INDEX record_id ON gestand.stored_events (gestand.record_id(state));
"""

_GUARDED = {
    "stored_events": "UPDATE OR DELETE OR TRUNCATE",
    "tiles": "UPDATE OR DELETE OR TRUNCATE",
    "checkpoints": "UPDATE OR DELETE OR TRUNCATE",
    "head": "DELETE OR TRUNCATE",
    "copy": "DELETE OR TRUNCATE",
}
"""The tables, and what the database refuses of each."""

_GUARDS = "".join(
    f"CREATE TRIGGER no_change BEFORE {refused} ON gestand.{table} "
    "EXECUTE FUNCTION gestand.refuse();\n"
    for table, refused in _GUARDED.items()
)

CREATE = f"""
CREATE SCHEMA gestand;
{_TABLES}{_FUNCTIONS}{_GUARDS}
COMMENT ON SCHEMA gestand IS '{COMMENT}{FORMAT}';
"""
"""What makes a ledger; its head is still to be inserted."""

DROP = "DROP SCHEMA gestand CASCADE"

TABLES = (*_GUARDED, "judged", "unlawful")

_SIGNATURES = (
    "gestand.record_id(bytea)",
    "gestand.instr(bytea, bytea)",
    "gestand.refuse()",
    "gestand.lock_head()",
    "gestand.append(text[], bigint[], text[], bytea[], text)",
)
_READING, _WRITING = ", ".join(_SIGNATURES[:2]), ", ".join(_SIGNATURES[3:])

PARTS = (
    "SELECT 'table', relname FROM pg_class "
    "WHERE relnamespace = 'gestand'::regnamespace AND relkind = 'r' "
    "UNION ALL SELECT 'column', relname || '.' || attname FROM pg_attribute "
    "JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'gestand'::regnamespace "
    "AND relkind = 'r' AND attnum > 0 AND NOT attisdropped "
    "UNION ALL SELECT 'index', relname FROM pg_class "
    "WHERE relnamespace = 'gestand'::regnamespace AND relkind = 'i' "
    "UNION ALL SELECT 'view', relname FROM pg_class "
    "WHERE relnamespace = 'gestand'::regnamespace AND relkind IN ('v', 'm') "
    "UNION ALL SELECT 'function', proname FROM pg_proc "
    "WHERE pronamespace = 'gestand'::regnamespace "
    "UNION ALL SELECT 'trigger', relname || '.' || tgname FROM pg_trigger "
    "JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE relnamespace = 'gestand'::regnamespace AND tgenabled = 'O' AND NOT tgisinternal"
)
"""What there is in the schema: kinds and names."""

_TABLE = re.compile(r"CREATE TABLE gestand\.(\w+) \((.*?);", re.DOTALL)
_COLUMN = re.compile(r"^ *([a-z_]+) (?:text|bigint|integer|bytea)", re.MULTILINE)
_COLUMNS = [
    f"{table}.{column}"
    for table, columns in _TABLE.findall(_TABLES)
    for column in _COLUMN.findall(columns)
]

EXPECTED = frozenset(
    [
        *(("column", column) for column in _COLUMNS),
        *(("table", table) for table in TABLES),
        *(("trigger", f"{table}.no_change") for table in _GUARDED),
        *(("index", f"{table}_pkey") for table in TABLES),
        ("index", "stored_events_originator_id_originator_version_key"),
        ("index", "record_id"),
        ("index", "checkpoint_note"),
        *(("function", name.partition(".")[2].partition("(")[0]) for name in _SIGNATURES),
    ]
)
"""What there is to be."""


def _roles() -> str:
    """The SQL that makes the roles of a ledger."""
    make = "DO $$ BEGIN CREATE ROLE {} NOLOGIN NOSUPERUSER; EXCEPTION WHEN duplicate_object "
    make += "THEN NULL; END $$;"
    owned = [*(f"TABLE gestand.{table}" for table in TABLES)]
    owned += [*(f"FUNCTION {signature}" for signature in _SIGNATURES), "SCHEMA gestand"]
    return "\n".join(
        [
            *map(make.format, ("gestand_owner", "gestand_writer", "gestand_reader")),
            "GRANT gestand_owner TO CURRENT_USER;",
            "DO $$ BEGIN EXECUTE format(",
            "    'GRANT CREATE ON DATABASE %I TO gestand_owner', current_database()",
            "); END $$;",
            "-- The functions that append act as their owner, who is therefore no superuser.",
            *(f"ALTER {part} OWNER TO gestand_owner;" for part in owned),
        ]
    )


ROLES = f"""\
-- Three roles for the ledger that `gestand init` made in this database: its owner, who signs and
-- upgrades; writers, who append and can do nothing else; and readers. Run it as whoever may make
-- roles, such as: gestand init --roles | psql --single-transaction DATABASE
-- Then let people in: CREATE ROLE anna LOGIN; GRANT gestand_writer TO anna;
{_roles()}
REVOKE ALL ON SCHEMA gestand FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA gestand FROM PUBLIC, gestand_writer, gestand_reader;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA gestand FROM PUBLIC, gestand_writer, gestand_reader;
GRANT USAGE ON SCHEMA gestand TO gestand_writer, gestand_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA gestand TO gestand_writer, gestand_reader;
GRANT EXECUTE ON FUNCTION {_READING} TO gestand_writer, gestand_reader;
GRANT EXECUTE ON FUNCTION {_WRITING} TO gestand_writer;
"""
"""The same with what each may do, run as often as one likes."""

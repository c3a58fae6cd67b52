-- The audit log: an inbox that the application may append to, and entries that only the sequencer may seal.
-- Written by hand; generated migrations never touch this schema.
CREATE SCHEMA audit;
--> statement-breakpoint
CREATE TABLE audit.inbox (
  n bigserial PRIMARY KEY,
  id text NOT NULL UNIQUE,
  bytes text NOT NULL CHECK (octet_length(bytes) <= 65535),
  appended_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
-- The canonical bytes as text, never a jsonb: that would re-order keys, and the hash covers these bytes.
CREATE TABLE audit.entry (
  seq bigint PRIMARY KEY,
  id text NOT NULL UNIQUE,
  bytes text NOT NULL,
  sealed_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE audit.head (one boolean PRIMARY KEY DEFAULT true CHECK (one), size bigint NOT NULL);
--> statement-breakpoint
INSERT INTO audit.head (size) VALUES (0);
--> statement-breakpoint
CREATE TABLE audit.checkpoint (
  size bigint PRIMARY KEY,
  root bytea NOT NULL,
  note text NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
-- True when the entry is new. A retried activity appends the same id again and changes nothing.
CREATE FUNCTION audit.append(entry_id text, entry_bytes text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM audit.entry WHERE id = entry_id) THEN RETURN false; END IF;
  INSERT INTO audit.inbox (id, bytes) VALUES (entry_id, entry_bytes) ON CONFLICT (id) DO NOTHING;
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- Moves what waits into the tree, in order, under a lock; two sequencers cannot fork it. Returns the new size.
CREATE FUNCTION audit.seal(most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
  old_size bigint;
  added bigint;
BEGIN
  SELECT size INTO old_size FROM audit.head FOR UPDATE;
  WITH taken AS (
    DELETE FROM audit.inbox WHERE n IN (SELECT n FROM audit.inbox ORDER BY n LIMIT most) RETURNING n, id, bytes
  ), fresh AS (
    SELECT n, id, bytes FROM taken WHERE NOT EXISTS (SELECT 1 FROM audit.entry WHERE entry.id = taken.id)
  )
  INSERT INTO audit.entry (seq, id, bytes) SELECT old_size + row_number() OVER (ORDER BY n) - 1, id, bytes FROM fresh;
  GET DIAGNOSTICS added = ROW_COUNT;
  UPDATE audit.head SET size = old_size + added WHERE size = old_size;
  IF NOT FOUND THEN RAISE EXCEPTION 'the head of the audit log moved while sealing'; END IF;
  RETURN old_size + added;
END $$;
--> statement-breakpoint
CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only: % on % refused', TG_OP, TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.refuse();
--> statement-breakpoint
CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON audit.entry FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
--> statement-breakpoint
CREATE TRIGGER checkpoint_no_change BEFORE UPDATE OR DELETE ON audit.checkpoint FOR EACH ROW EXECUTE FUNCTION audit.refuse();
--> statement-breakpoint
CREATE TRIGGER checkpoint_no_truncate BEFORE TRUNCATE ON audit.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
--> statement-breakpoint
-- ALWAYS: also under session_replication_role = replica.
ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER entry_no_change;
--> statement-breakpoint
ALTER TABLE audit.entry ENABLE ALWAYS TRIGGER entry_no_truncate;
--> statement-breakpoint
ALTER TABLE audit.checkpoint ENABLE ALWAYS TRIGGER checkpoint_no_change;
--> statement-breakpoint
ALTER TABLE audit.checkpoint ENABLE ALWAYS TRIGGER checkpoint_no_truncate;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit.append(text, text), audit.seal(integer) FROM PUBLIC;
--> statement-breakpoint
-- Roles where this Postgres lets us make them; on a server without that right one role does all, and `assay doctor` says so.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'assay_app') THEN CREATE ROLE assay_app NOLOGIN; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'assay_sequencer') THEN CREATE ROLE assay_sequencer NOLOGIN; END IF;
  GRANT USAGE ON SCHEMA catalogue, corpus, vault, governance, audit TO assay_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA catalogue, corpus, vault, governance TO assay_app;
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA catalogue, corpus, vault, governance TO assay_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA catalogue, corpus, vault, governance GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO assay_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA catalogue, corpus, vault, governance GRANT USAGE ON SEQUENCES TO assay_app;
  GRANT EXECUTE ON FUNCTION audit.append(text, text) TO assay_app;
  GRANT SELECT ON audit.entry, audit.checkpoint, audit.inbox, audit.head TO assay_app;
  GRANT USAGE ON SCHEMA audit TO assay_sequencer;
  GRANT SELECT ON audit.entry, audit.checkpoint, audit.head, audit.inbox TO assay_sequencer;
  GRANT INSERT ON audit.checkpoint TO assay_sequencer;
  GRANT EXECUTE ON FUNCTION audit.seal(integer) TO assay_sequencer;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'roles not separated: this role may not create roles';
END $$;

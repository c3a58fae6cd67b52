CREATE SCHEMA "catalogue";
--> statement-breakpoint
CREATE SCHEMA "corpus";
--> statement-breakpoint
CREATE SCHEMA "vault";
--> statement-breakpoint
CREATE SCHEMA "governance";
--> statement-breakpoint
CREATE TABLE "catalogue"."alert" (
	"run_id" text NOT NULL,
	"rule" text NOT NULL,
	"value" double precision,
	"fired" boolean NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_run_id_rule_pk" PRIMARY KEY("run_id","rule")
);
--> statement-breakpoint
CREATE TABLE "catalogue"."artefact" (
	"sha256" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"bytes" bigint NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue"."computation" (
	"key" text PRIMARY KEY NOT NULL,
	"method" text NOT NULL,
	"version" integer NOT NULL,
	"parameters" jsonb NOT NULL,
	"inputs" jsonb NOT NULL,
	"seed" bigint,
	"output" jsonb NOT NULL,
	"seconds" double precision NOT NULL,
	"code_version" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue"."lineage" (
	"run_id" text NOT NULL,
	"task" text NOT NULL,
	"part" integer NOT NULL,
	"step" text NOT NULL,
	"computation_key" text NOT NULL,
	"reused" boolean NOT NULL,
	"protocol_version" integer NOT NULL,
	"policy_decisions" jsonb NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lineage_run_id_task_part_pk" PRIMARY KEY("run_id","task","part")
);
--> statement-breakpoint
CREATE TABLE "catalogue"."model" (
	"study_id" text NOT NULL,
	"task" text NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"run_id" text NOT NULL,
	"artefact_sha256" text NOT NULL,
	"card_sha256" text NOT NULL,
	"registered_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_study_id_task_version_pk" PRIMARY KEY("study_id","task","version"),
	CONSTRAINT "model_run_id_task_unique" UNIQUE("run_id","task")
);
--> statement-breakpoint
CREATE TABLE "catalogue"."person" (
	"id" text PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "person_study_id_key_unique" UNIQUE("study_id","key")
);
--> statement-breakpoint
CREATE TABLE "catalogue"."product" (
	"run_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bigint NOT NULL,
	CONSTRAINT "product_run_id_name_pk" PRIMARY KEY("run_id","name")
);
--> statement-breakpoint
CREATE TABLE "catalogue"."protocol" (
	"study_id" text NOT NULL,
	"version" integer NOT NULL,
	"sha256" text NOT NULL,
	"body" jsonb NOT NULL,
	"source" text NOT NULL,
	"reason" text,
	"registered_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "protocol_study_id_version_pk" PRIMARY KEY("study_id","version")
);
--> statement-breakpoint
CREATE TABLE "catalogue"."run" (
	"id" text PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"protocol_version" integer NOT NULL,
	"kind" text NOT NULL,
	"base_run_id" text,
	"seed" bigint NOT NULL,
	"code_version" text NOT NULL,
	"status" text NOT NULL,
	"problem" text,
	"snapshot_id" bigint,
	"headline" jsonb,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "catalogue"."run_step" (
	"run_id" text NOT NULL,
	"step" text NOT NULL,
	"finished_at" timestamp with time zone DEFAULT now() NOT NULL,
	"counts" jsonb NOT NULL,
	CONSTRAINT "run_step_run_id_step_pk" PRIMARY KEY("run_id","step")
);
--> statement-breakpoint
CREATE TABLE "catalogue"."study" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"folder" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "corpus"."batch" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"source" text NOT NULL,
	"input_sha256" text NOT NULL,
	"number" integer NOT NULL,
	"rows" integer NOT NULL,
	"accepted" integer NOT NULL,
	"quarantined" integer NOT NULL,
	"withheld" integer NOT NULL,
	"notices" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"policy_decision_id" text NOT NULL,
	"collected_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "batch_study_id_source_input_sha256_number_unique" UNIQUE("study_id","source","input_sha256","number")
);
--> statement-breakpoint
CREATE TABLE "corpus"."edge" (
	"post_id" bigint NOT NULL,
	"place" integer NOT NULL,
	"kind" text NOT NULL,
	"target_native_id" text,
	"target_subject" text,
	"value" text
);
--> statement-breakpoint
CREATE TABLE "corpus"."exclusion" (
	"snapshot_id" bigint NOT NULL,
	"post_id" bigint NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "corpus"."post" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"batch_id" bigint NOT NULL,
	"source" text NOT NULL,
	"platform" text NOT NULL,
	"native_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text,
	"created_at" timestamp (3) with time zone,
	"subject_id" text,
	"thread" text,
	"language" text,
	"attributes" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	"line" integer NOT NULL,
	CONSTRAINT "post_study_id_source_native_id_unique" UNIQUE("study_id","source","native_id")
);
--> statement-breakpoint
CREATE TABLE "corpus"."quarantine" (
	"batch_id" bigint NOT NULL,
	"line" integer NOT NULL,
	"reason" text NOT NULL,
	"column" text
);
--> statement-breakpoint
CREATE TABLE "corpus"."snapshot" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"input_sha256" text NOT NULL,
	"sha256" text NOT NULL,
	"shards" jsonb NOT NULL,
	"people" jsonb NOT NULL,
	"interactions" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	"gaps" jsonb NOT NULL,
	"frozen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "snapshot_study_id_input_sha256_unique" UNIQUE("study_id","input_sha256")
);
--> statement-breakpoint
CREATE TABLE "corpus"."snapshot_person" (
	"snapshot_id" bigint NOT NULL,
	"ordinal" integer NOT NULL,
	"subject_id" text NOT NULL,
	CONSTRAINT "snapshot_person_snapshot_id_ordinal_pk" PRIMARY KEY("snapshot_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "corpus"."snapshot_post" (
	"snapshot_id" bigint NOT NULL,
	"shard" integer NOT NULL,
	"place" integer NOT NULL,
	"post_id" bigint NOT NULL,
	"text" text NOT NULL,
	"language" text NOT NULL,
	"confidence" double precision NOT NULL,
	"time" double precision,
	"platform" text NOT NULL,
	"kind" text NOT NULL,
	"attributes" text NOT NULL,
	"counts" text NOT NULL,
	CONSTRAINT "snapshot_post_snapshot_id_shard_place_pk" PRIMARY KEY("snapshot_id","shard","place")
);
--> statement-breakpoint
CREATE TABLE "corpus"."source_state" (
	"study_id" text NOT NULL,
	"source" text NOT NULL,
	"input_sha256" text NOT NULL,
	"rows" integer NOT NULL,
	"first_post" timestamp (3) with time zone,
	"last_post" timestamp (3) with time zone,
	"gaps" jsonb NOT NULL,
	"completed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "source_state_study_id_source_pk" PRIMARY KEY("study_id","source")
);
--> statement-breakpoint
CREATE TABLE "vault"."alias" (
	"study_id" text NOT NULL,
	"lookup" text NOT NULL,
	"subject_id" text NOT NULL,
	CONSTRAINT "alias_study_id_lookup_pk" PRIMARY KEY("study_id","lookup")
);
--> statement-breakpoint
CREATE TABLE "vault"."subject" (
	"id" text PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "governance"."decision" (
	"run_id" text NOT NULL,
	"gate" text NOT NULL,
	"answer" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"reason_sha256" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decision_run_id_gate_pk" PRIMARY KEY("run_id","gate")
);
--> statement-breakpoint
CREATE TABLE "governance"."gate" (
	"run_id" text NOT NULL,
	"gate" text NOT NULL,
	"status" text NOT NULL,
	"because" text NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gate_run_id_gate_pk" PRIMARY KEY("run_id","gate")
);
--> statement-breakpoint
CREATE TABLE "governance"."impact_assessment" (
	"study_id" text NOT NULL,
	"version" integer NOT NULL,
	"sha256" text NOT NULL,
	"screening" jsonb NOT NULL,
	"draft" jsonb NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "impact_assessment_study_id_version_pk" PRIMARY KEY("study_id","version")
);
--> statement-breakpoint
CREATE TABLE "governance"."objection" (
	"study_id" text NOT NULL,
	"lookup" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "objection_study_id_lookup_pk" PRIMARY KEY("study_id","lookup")
);
--> statement-breakpoint
CREATE TABLE "governance"."policy_decision" (
	"id" text PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"source" text NOT NULL,
	"platform" text NOT NULL,
	"document" text NOT NULL,
	"decision" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_on" date NOT NULL,
	"expires" date NOT NULL,
	"conditions" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "governance"."processing_record" (
	"study_id" text NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "processing_record_study_id_version_pk" PRIMARY KEY("study_id","version")
);
--> statement-breakpoint
CREATE TABLE "governance"."reason" (
	"sha256" text PRIMARY KEY NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "catalogue"."alert" ADD CONSTRAINT "alert_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "catalogue"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue"."lineage" ADD CONSTRAINT "lineage_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "catalogue"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue"."lineage" ADD CONSTRAINT "lineage_computation_key_computation_key_fk" FOREIGN KEY ("computation_key") REFERENCES "catalogue"."computation"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue"."model" ADD CONSTRAINT "model_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "catalogue"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue"."product" ADD CONSTRAINT "product_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "catalogue"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue"."protocol" ADD CONSTRAINT "protocol_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "catalogue"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue"."run" ADD CONSTRAINT "run_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "catalogue"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue"."run_step" ADD CONSTRAINT "run_step_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "catalogue"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corpus"."edge" ADD CONSTRAINT "edge_post_id_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "corpus"."post"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corpus"."exclusion" ADD CONSTRAINT "exclusion_snapshot_id_snapshot_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "corpus"."snapshot"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corpus"."post" ADD CONSTRAINT "post_batch_id_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "corpus"."batch"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corpus"."quarantine" ADD CONSTRAINT "quarantine_batch_id_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "corpus"."batch"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corpus"."snapshot_person" ADD CONSTRAINT "snapshot_person_snapshot_id_snapshot_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "corpus"."snapshot"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corpus"."snapshot_post" ADD CONSTRAINT "snapshot_post_snapshot_id_snapshot_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "corpus"."snapshot"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lineage_computation_key_index" ON "catalogue"."lineage" USING btree ("computation_key");--> statement-breakpoint
CREATE INDEX "edge_post_id_index" ON "corpus"."edge" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "edge_target_subject_index" ON "corpus"."edge" USING btree ("target_subject");--> statement-breakpoint
CREATE INDEX "exclusion_snapshot_id_index" ON "corpus"."exclusion" USING btree ("snapshot_id");--> statement-breakpoint
CREATE INDEX "exclusion_post_id_index" ON "corpus"."exclusion" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "post_subject_id_index" ON "corpus"."post" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "quarantine_batch_id_index" ON "corpus"."quarantine" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "snapshot_person_subject_id_index" ON "corpus"."snapshot_person" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "snapshot_post_post_id_index" ON "corpus"."snapshot_post" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "alias_subject_id_index" ON "vault"."alias" USING btree ("subject_id");
-- What a document waits for, if it is INDEXING. For a while 0007 made the column, so some have it.
ALTER TABLE knowledge.document ADD COLUMN IF NOT EXISTS waiting_reason text;

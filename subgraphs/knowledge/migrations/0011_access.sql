-- What else tells of documents goes by the collections, too. Restrictive, like the policies of 0005.

-- Counted by collection, so that what is hidden is not even counted; zero stands for no collection.
CREATE POLICY document_count_readable ON knowledge.document_count AS RESTRICTIVE TO prism_knowledge USING (
  collection_id = '00000000-0000-0000-0000-000000000000' OR collection_id IN (SELECT knowledge.readable_collections())
);

-- Rows about one document each: who may not read it is not shown them.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['indexing_progress', 'signature', 'web_page', 'evaluation_expectation', 'embedded_text'] LOOP
    EXECUTE format(
      $policy$
        CREATE POLICY %1$I ON knowledge.%2$I AS RESTRICTIVE TO prism_knowledge USING (
          NOT (SELECT knowledge.hides_documents())
          OR EXISTS (SELECT FROM knowledge.document d WHERE d.organization_id = %2$I.organization_id AND d.id = %2$I.document_id)
        )
      $policy$, name || '_readable', name);
  END LOOP;
END
$$;

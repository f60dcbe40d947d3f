-- What else tells of documents goes by the collections, too. Restrictive, like the policies of 0005.

-- Counted by collection, so that what is hidden is not even counted; zero stands for no collection.
CREATE POLICY document_count_readable ON knowledge.document_count AS RESTRICTIVE TO prism_knowledge USING (
  collection_id = '00000000-0000-0000-0000-000000000000' OR collection_id IN (SELECT knowledge.readable_collections())
);

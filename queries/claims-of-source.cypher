// The twin of claims-of-source.rq, which says what it answers: same parameters, same columns, same rows.

MATCH (c:Claim)-[:HAS_HOP]->(h:SourceHop)-[:ATTRIBUTED_TO]->(s:Actor)
WHERE $source IS NULL OR s.id IN $source
MATCH (c)-[:ASSERTS]->(e)
MATCH (c)-[:HAS_HOP {hop: 1}]->(:SourceHop)-[:ATTRIBUTED_TO]->(outlet:Actor)
MATCH (c)-[:EVIDENCED_BY]->(span:Span)-[:IN_ARTICLE]->(article:Article)
WITH c, h, s, e, outlet, article, min(span.text) AS quote
RETURN DISTINCT s.name AS source, h.hop AS hop, c.chainLength AS chainLength, h.hop = c.chainLength AS deepest, h.cue AS cue,
  c.type AS type, c.status AS status, c.outcome AS outcome, c.text AS text, quote,
  coalesce(c.dateFrom, c.datePartial) AS dateFrom, coalesce(c.dateTo, c.datePartialTo) AS dateTo,
  c.certainty AS certainty, c.polarity AS polarity, outlet.name AS outlet, article.name AS title,
  article.published AS published, e.id AS event, c.id AS claim, s.id AS sourceId
ORDER BY source, published, claim, hop

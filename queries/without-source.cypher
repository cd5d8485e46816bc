// The twin of without-source.rq, which says what it answers: same parameters, same columns, same rows.

MATCH (c:Claim)-[:ASSERTS]->(e)
WHERE c.polarity = 'positive' AND coalesce(c.status, '') <> 'denied'
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(deepest:Actor)
MATCH (c)-[:EVIDENCED_BY]->(span:Span)
WITH e, c, deepest, span, EXISTS {
  MATCH (c)-[:HAS_HOP]->(:SourceHop)-[:ATTRIBUTED_TO]->(s:Actor) WHERE $source IS NULL OR s.id IN $source } AS through
WITH e, c.type AS type, count(DISTINCT c) AS claims, count(DISTINCT CASE WHEN through THEN c END) AS lost,
  count(DISTINCT CASE WHEN NOT through THEN c END) AS left,
  count(DISTINCT CASE WHEN NOT through THEN deepest END) AS sourcesLeft, min(span.text) AS quote
WHERE lost > 0
RETURN type, left > 0 AS standing, claims, lost, left, sourcesLeft, quote, e.id AS event
ORDER BY left, type, event

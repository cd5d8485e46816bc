// The twin of circular-reporting.rq, which says what it answers: same parameters, same columns, same rows.

MATCH (c:Claim)-[:ASSERTS]->(e)
WHERE c.polarity = 'positive' AND coalesce(c.status, '') <> 'denied'
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(deepest:Actor)
WITH e, count(DISTINCT deepest) AS sources, collect({claim: c, deepest: deepest}) AS told
UNWIND told AS one
WITH e, sources, one.claim AS c, one.deepest AS deepest
MATCH (c)-[:EVIDENCED_BY]->(span:Span)
OPTIONAL MATCH (c)-[:HAS_HOP]->(h:SourceHop)-[:ATTRIBUTED_TO]->(medium:MediaOutlet)
WHERE h.hop < c.chainLength AND medium <> deepest
WITH e, sources, deepest, c.type AS type, count(DISTINCT c) AS claims, collect(DISTINCT medium) AS media,
  min(span.text) AS quote
WHERE claims > 1 AND size(media) > 1 AND ($source IS NULL OR deepest.id IN $source)
UNWIND media AS outlet
RETURN DISTINCT type, deepest.name AS source, outlet.name AS outlet, size(media) AS outlets, claims, sources, quote,
  e.id AS event, deepest.id AS sourceId, outlet.id AS outletId
ORDER BY event, source, outlet

// The twin of actor-timeline.rq, which says what it answers: same parameters, same columns, same rows.

MATCH (c:Claim)
// part: claim-filter
WHERE (
    ($from IS NULL OR coalesce(c.dateFrom >= $from, false)) AND ($to IS NULL OR coalesce(c.dateTo <= $to, false))
    OR $undated AND coalesce(c.dateTo >= $from, true) AND coalesce(c.dateFrom <= $to, true) AND coalesce(
      substring(c.datePartial, 2) > substring(c.datePartialTo, 2) + '-31'
      OR toInteger(substring($to, 0, 4)) - toInteger(substring($from, 0, 4)) > 1
      OR substring($from, 0, 5) + substring(c.datePartial, 2) <= $to
        AND substring($from, 0, 5) + substring(c.datePartialTo, 2) + '-31' >= $from
      OR substring($to, 0, 5) + substring(c.datePartial, 2) <= $to
        AND substring($to, 0, 5) + substring(c.datePartialTo, 2) + '-31' >= $from, true)
  )
  AND ($place IS NULL OR EXISTS { MATCH (c)-[:LOCATES]->(:Place)-[:WITHIN*0..]->(around:Place) WHERE around.id IN $place })
  AND ($status IS NULL OR coalesce(c.status IN $status, false) OR coalesce(c.outcome IN $status, false))
  AND ($certainty IS NULL OR c.certainty IN $certainty)
  AND ($sources IS NULL OR EXISTS { MATCH (c)-[:ASSERTS]->(told) WHERE coalesce(told.independentSources, 1) >= $sources })
  AND (NOT $accepted OR coalesce(c.review = 'accepted', false))
  AND ($rejected OR coalesce(c.review <> 'rejected', true))
// end: claim-filter
MATCH (c)-[p:NAMES]->(a:Actor)
WHERE $actor IS NULL OR a.id IN $actor OR coalesce(p.sideId IN $actor, false)
MATCH (c)-[:ASSERTS]->(e)
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
MATCH (c)-[:EVIDENCED_BY]->(span:Span)
WITH c, p, a, e, src, min(span.text) AS quote
OPTIONAL MATCH (s:Actor {id: p.sideId})
OPTIONAL MATCH (c)-[:LOCATES]->(pl:Place)
RETURN DISTINCT coalesce(c.dateFrom, c.datePartial) AS dateFrom, coalesce(c.dateTo, c.datePartialTo) AS dateTo, c.type AS type,
  p.role AS role, a.name AS actor, s.name AS side, c.kind AS kind, c.status AS status, c.outcome AS outcome,
  pl.name AS place, c.text AS text, quote, c.certainty AS certainty, c.polarity AS polarity, src.name AS source,
  c.chainLength AS chainLength, e.id AS event, c.id AS claim, a.id AS actorId
ORDER BY dateFrom, event, claim, role, actor

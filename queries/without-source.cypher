// The twin of without-source.rq, which says what it answers: same parameters, same columns, same rows.

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
MATCH (c)-[:ASSERTS]->(e)
WHERE c.polarity = 'positive' AND coalesce(c.status, '') <> 'denied'
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(deepest:Actor)
MATCH (c)-[:EVIDENCED_BY]->(span:Span)
WITH e, c, deepest, span, EXISTS {
  MATCH (c)-[:HAS_HOP]->(h:SourceHop)-[:ATTRIBUTED_TO]->(s:Actor)
  WHERE ($source IS NULL OR s.id IN $source)
    AND ($affiliation IS NULL OR s.id IN $affiliation OR coalesce(h.affiliationId IN $affiliation, false))
    AND ($class IS NULL OR any(label IN labels(s) WHERE label IN $class)) } AS through
WITH e, c.type AS type, count(DISTINCT c) AS claims, count(DISTINCT CASE WHEN through THEN c END) AS lost,
  count(DISTINCT CASE WHEN NOT through THEN c END) AS left,
  count(DISTINCT CASE WHEN NOT through THEN deepest END) AS sourcesLeft, min(span.text) AS quote
WHERE lost > 0
RETURN type, left > 0 AS standing, claims, lost, left, sourcesLeft, quote, e.id AS event
ORDER BY left, type, event

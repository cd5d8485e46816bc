// The twin of circular-reporting.rq, which says what it answers: same parameters, same columns, same rows.

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
OPTIONAL MATCH (c)-[:HAS_HOP]->(h:SourceHop)-[:ATTRIBUTED_TO]->(medium:MediaOutlet)
WHERE h.hop = 1 OR h.hop < c.chainLength
WITH e, c.type AS type, count(DISTINCT c) AS claims, count(DISTINCT medium) AS outlets,
  count(DISTINCT deepest) AS sources, min(span.text) AS quote, collect(DISTINCT {outlet: medium, source: deepest}) AS told
WITH e, type, claims, outlets, quote, told, coalesce(e.independentSources, sources) AS independent
WHERE outlets > 1 AND independent = 1
UNWIND told AS one
WITH e, type, claims, outlets, quote, independent, one.outlet AS outlet, one.source AS source
WHERE outlet IS NOT NULL AND ($source IS NULL OR source.id IN $source)
RETURN DISTINCT type, source.name AS source, outlet.name AS outlet, EXISTS {
    MATCH (outlet)<-[:ATTRIBUTED_TO]-(:SourceHop)<-[:HAS_HOP]-(d:Claim)-[:ASSERTS]->(e)
    MATCH (d)-[:EVIDENCED_BY]->(:Span)-[:IN_ARTICLE]->(:Article)-[:REUSES]-(same:Article)
    MATCH (same)<-[:IN_ARTICLE]-(:Span)<-[:EVIDENCED_BY]-(:Claim)-[:ASSERTS]->(e) } AS copied,
  outlets, claims, independent, e.independentSourcesAtMost AS independentAtMost, quote, e.id AS event,
  source.id AS sourceId, outlet.id AS outletId
ORDER BY event, source, outlet

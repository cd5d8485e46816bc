// The twin of sources-of-claim.rq, which says what it answers: same parameters, same columns, same rows.

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
MATCH (c)-[:HAS_HOP]->(h:SourceHop)-[:ATTRIBUTED_TO]->(s:Actor)
WHERE $claim IS NULL OR c.id IN $claim
MATCH (c)-[:ASSERTS]->(e)
OPTIONAL MATCH (o:Actor {id: h.affiliationId})
RETURN DISTINCT c.id AS claim, h.hop AS hop, s.name AS source,
  CASE WHEN s:UnnamedActor THEN 'UnnamedActor' WHEN s:State THEN 'State' WHEN s:MediaOutlet THEN 'MediaOutlet'
    WHEN s:GovernmentBody THEN 'GovernmentBody' WHEN s:ArmedGroup THEN 'ArmedGroup' WHEN s:Person THEN 'Person'
    ELSE 'Organization' END AS type,
  s:UnnamedActor AS anonymous, o.name AS affiliation, h.cue AS cue, coalesce(h.certainty, c.certainty) AS certainty,
  coalesce(h.polarity, c.polarity) AS polarity, e.id AS event, s.id AS sourceId
ORDER BY claim, hop

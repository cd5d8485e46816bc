// The twin of clauses-of-agreement.rq, which says what it answers: same parameters, same columns, same rows.

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
MATCH (c)-[:ASSERTS]->(k:Clause)<-[:HAS_CLAUSE]-(g:Agreement)
WHERE ($agreement IS NULL OR g.id IN $agreement) AND ($actor IS NULL OR EXISTS {
  MATCH (:Agreement {id: g.id})<-[:ASSERTS]-(:Claim)-[n:NAMES]->(x:Actor)
  WHERE NOT n.role IN ['obligor', 'beneficiary', 'rejectedBy'] AND (x.id IN $actor OR coalesce(n.sideId IN $actor, false)) })
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
OPTIONAL MATCH (c)-[n:NAMES]->(a:Actor) WHERE n.role IN ['obligor', 'beneficiary', 'rejectedBy']
RETURN DISTINCT c.number AS number, c.outcome AS outcome, c.text AS text, n.role AS role, a.name AS actor,
  c.condition AS condition, c.deadline AS deadline, c.certainty AS certainty, c.polarity AS polarity, src.name AS source,
  c.chainLength AS chainLength, g.id AS agreement, k.id AS clause, c.id AS claim, a.id AS actorId
ORDER BY agreement, number, clause, claim, role, actor

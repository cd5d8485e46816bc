// The twin of conflicting-claims.rq, which says what it answers: same parameters, same columns, same rows.

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
WITH e, collect(c) AS told
WHERE size(told) > 1 AND ($actor IS NULL OR EXISTS {
  MATCH (x:Actor)<-[n:NAMES]-(:Claim)-[:ASSERTS]->(e) WHERE NOT n.role IN ['obligor', 'beneficiary', 'rejectedBy']
    AND (x.id IN $actor OR coalesce(n.sideId IN $actor, false)) })
UNWIND told AS c
UNWIND told AS d
WITH e, c, d, coalesce(c.dateFrom, c.datePartial) AS cFirst, coalesce(c.dateTo, c.datePartialTo) AS cLast,
  coalesce(d.dateFrom, d.datePartial) AS dFirst, coalesce(d.dateTo, d.datePartialTo) AS dLast
WHERE c.id < d.id
CALL (c, d, cFirst, cLast, dFirst, dLast) {
  UNWIND [['status', c.status, d.status], ['polarity', c.polarity, d.polarity], ['kind', c.kind, d.kind],
    ['outcome', c.outcome, d.outcome]] AS point
  WITH point WHERE point[1] <> point[2]
  RETURN point[0] AS aspect, null AS about, point[1] AS value, point[2] AS otherValue
  UNION
  WITH c, d, cFirst, cLast, dFirst, dLast
  WHERE (cLast + '-31' < dFirst OR dLast + '-31' < cFirst)
    AND (cFirst STARTS WITH '--') = (dFirst STARTS WITH '--') AND (cLast STARTS WITH '--') = (dLast STARTS WITH '--')
  RETURN 'date' AS aspect, null AS about, CASE WHEN cFirst = cLast THEN cFirst ELSE cFirst + '/' + cLast END AS value,
    CASE WHEN dFirst = dLast THEN dFirst ELSE dFirst + '/' + dLast END AS otherValue
  UNION
  MATCH (c)-[:LOCATES]->(p:Place), (d)-[:LOCATES]->(q:Place)
  WHERE p <> q AND NOT EXISTS { (p)-[:WITHIN*1..]->(q) } AND NOT EXISTS { (q)-[:WITHIN*1..]->(p) }
  RETURN 'place' AS aspect, null AS about, p.name AS value, q.name AS otherValue
  UNION
  MATCH (c)-[n:NAMES]->(a:Actor)<-[o:NAMES]-(d) WHERE n.sideId <> o.sideId
  MATCH (s:Actor {id: n.sideId}), (t:Actor {id: o.sideId})
  RETURN 'side' AS aspect, a.name AS about, s.name AS value, t.name AS otherValue
  UNION
  MATCH (c)-[n:NAMES]->(a:Actor)
  WHERE NOT EXISTS { (d)-[:NAMES]->(a) } AND EXISTS { (d)-[:NAMES]->(:Actor) }
  RETURN 'member' AS aspect, a.name AS about, n.role AS value, null AS otherValue
  UNION
  MATCH (d)-[n:NAMES]->(a:Actor)
  WHERE NOT EXISTS { (c)-[:NAMES]->(a) } AND EXISTS { (c)-[:NAMES]->(:Actor) }
  RETURN 'member' AS aspect, a.name AS about, null AS value, n.role AS otherValue
}
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
MATCH (d)-[:HAS_HOP {hop: d.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(dsrc:Actor)
RETURN DISTINCT aspect, about, value, src.name AS source, otherValue, dsrc.name AS otherSource, c.type AS type,
  e.id AS event, c.id AS claim, d.id AS otherClaim
ORDER BY event, claim, otherClaim, aspect, about

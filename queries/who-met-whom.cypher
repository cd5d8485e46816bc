// The twin of who-met-whom.rq, which says what it answers: same parameters, same columns, same rows.

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
MATCH (c)-[:ASSERTS]->(m:Meeting)
WHERE c.status IN ['held', 'ongoing'] AND c.polarity = 'positive'
MATCH (c)-[p:NAMES]->(a:Actor), (c)-[q:NAMES]->(b:Actor)
WHERE a <> b AND p.role IN ['attendee', 'host', 'mediator', 'party'] AND q.role IN ['attendee', 'host', 'mediator', 'party']
  AND ($actor IS NULL OR a.id IN $actor) AND ($other IS NULL OR b.id IN $other)
  AND ($actor IS NOT NULL OR $other IS NOT NULL OR a.id < b.id)
  AND coalesce(p.sideId <> q.sideId, true) AND coalesce(p.sideId <> b.id, true) AND coalesce(q.sideId <> a.id, true)
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
MATCH (c)-[:HAS_HOP {hop: 1}]->(:SourceHop)-[:ATTRIBUTED_TO]->(outlet:Actor)
OPTIONAL MATCH (as:Actor {id: p.sideId})
OPTIONAL MATCH (bs:Actor {id: q.sideId})
OPTIONAL MATCH (c)-[:LOCATES]->(pl:Place)
RETURN DISTINCT a.name AS actor, as.name AS actorSide, b.name AS other, bs.name AS otherSide, c.kind AS kind,
  c.status AS status, pl.name AS place, coalesce(c.dateFrom, c.datePartial) AS dateFrom, coalesce(c.dateTo, c.datePartialTo) AS dateTo,
  c.certainty AS certainty, src.name AS source, c.chainLength AS chainLength, outlet.name AS outlet, m.id AS meeting,
  c.id AS claim, a.id AS actorId, b.id AS otherId
ORDER BY dateFrom, meeting, claim, actor, other

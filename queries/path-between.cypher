// The twin of path-between.rq, which says what it answers: same parameters, same columns, same rows.

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
WHERE c.polarity = 'positive' AND (e:Meeting AND c.status IN ['held', 'ongoing'] OR e:Agreement AND c.status IN ['signed', 'reached'])
MATCH (c)-[p:NAMES]->(a:Actor), (c)-[q:NAMES]->(b:Actor)
WHERE a <> b AND p.role IN ['attendee', 'host', 'mediator', 'party'] AND q.role IN ['attendee', 'host', 'mediator', 'party']
  AND coalesce(p.sideId <> q.sideId, true) AND coalesce(p.sideId <> b.id, true) AND coalesce(q.sideId <> a.id, true)
WITH a, b, collect(DISTINCT c) AS claims
WITH collect({from: a, to: b, claims: claims}) AS edges
// A path is a list of numbers of edges: of those that go through the same few actors there are very many.
WITH edges, range(0, size(edges) - 1) AS every
WITH edges, every, [i IN every WHERE $actor IS NULL OR edges[i].from.id IN $actor] AS starts,
  [i IN every WHERE $other IS NULL OR edges[i].to.id IN $other] AS ends
CALL (edges, every, starts, ends) {
  CALL (edges, every, starts, ends) {
    UNWIND starts AS one
    WITH one WHERE $other IS NULL OR edges[one].to.id IN $other
    RETURN [one] AS steps
    UNION ALL
    UNWIND starts AS one
    UNWIND [i IN ends WHERE edges[i].from = edges[one].to AND edges[i].to <> edges[one].from] AS two
    RETURN [one, two] AS steps
    UNION ALL
    UNWIND every AS two
    UNWIND [i IN starts WHERE edges[i].to = edges[two].from] AS one
    UNWIND [i IN ends WHERE edges[i].from = edges[two].to AND edges[i].to <> edges[one].from] AS three
    RETURN [one, two, three] AS steps
  }
  WITH edges[head(steps)].from AS start, edges[last(steps)].to AS end, steps
  WITH start, end, min(size(steps)) AS shortest, collect(steps) AS found
  UNWIND [steps IN found WHERE size(steps) = shortest] AS steps
  RETURN start, [i IN steps | edges[i]] AS steps
}
UNWIND range(1, size(steps)) AS edge
WITH start, steps, edge, steps[edge - 1] AS step
UNWIND step.claims AS c
MATCH (c)-[:ASSERTS]->(e)
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
RETURN DISTINCT reduce(text = start.name, x IN steps | text + ' – ' + x.to.name) AS path, size(steps) AS length, edge,
  step.from.name AS from, step.to.name AS to, c.type AS type, c.status AS status,
  coalesce(c.dateFrom, c.datePartial) AS dateFrom, c.certainty AS certainty, src.name AS source,
  c.chainLength AS chainLength, e.id AS event, c.id AS claim, reduce(text = start.id, x IN steps | text + ' ' + x.to.id) AS pathId
ORDER BY pathId, edge, event, claim

// The twin of stance-timeline.rq, which says what it answers: same parameters, same columns, same rows.

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
WHERE $event IS NULL OR e.id IN $event
MATCH (c)-[:HAS_HOP {hop: 1}]->(:SourceHop)-[:ATTRIBUTED_TO]->(outlet:Actor)
MATCH (c)-[:EVIDENCED_BY]->(span:Span)-[:IN_ARTICLE]->(article:Article)
WITH c, e, outlet, article, min(span.text) AS quote
MATCH (c)-[:HAS_HOP]->(h:SourceHop)-[:ATTRIBUTED_TO]->(s:Actor)
WHERE $source IS NULL OR s.id IN $source
RETURN DISTINCT coalesce(h.saidFrom, article.published) AS when, s.name AS source, h.hop AS hop,
  c.chainLength AS chainLength, h.cue AS cue, coalesce(h.certainty, c.certainty) AS certainty,
  coalesce(h.polarity, c.polarity) AS polarity, coalesce(h.tense, c.tense) AS tense, c.status AS status,
  c.outcome AS outcome, quote, outlet.name AS outlet, article.name AS title, article.published AS published,
  c.type AS type, e.id AS event, c.id AS claim, s.id AS sourceId
ORDER BY event, when, claim, hop

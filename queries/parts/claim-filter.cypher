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

// The twin of sources-of-claim.rq, which says what it answers: same parameters, same columns, same rows.

MATCH (c:Claim)-[:HAS_HOP]->(h:SourceHop)-[:ATTRIBUTED_TO]->(s:Actor)
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

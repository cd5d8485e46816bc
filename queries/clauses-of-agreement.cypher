// The twin of clauses-of-agreement.rq, which says what it answers: same parameters, same columns, same rows.

MATCH (c:Claim)-[:ASSERTS]->(k:Clause)<-[:HAS_CLAUSE]-(g:Agreement)
WHERE ($agreement IS NULL OR g.id IN $agreement) AND ($actor IS NULL OR EXISTS {
  MATCH (:Agreement {id: g.id})<-[:ASSERTS]-(:Claim)-[n:NAMES]->(x:Actor)
  WHERE NOT n.role IN ['obligor', 'beneficiary', 'rejectedBy'] AND (x.id IN $actor OR coalesce(n.sideId IN $actor, false)) })
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
OPTIONAL MATCH (c)-[n:NAMES]->(a:Actor) WHERE n.role IN ['obligor', 'beneficiary', 'rejectedBy']
RETURN DISTINCT c.number AS number, c.outcome AS outcome, c.text AS text, n.role AS role, a.name AS actor,
  c.condition AS condition, c.deadline AS deadline, c.certainty AS certainty, c.polarity AS polarity, src.name AS source,
  c.chainLength AS chainLength, g.id AS agreement, k.id AS clause, c.id AS claim, a.id AS actorId
ORDER BY agreement, number, clause, claim, role, actor

// kg: events that stand on one source
// Several claims, one independent source: what falls if that source falls.
MATCH (claim:Claim)-[:ASSERTS]->(event)
WHERE claim.polarity = 'positive' AND event.independentSources = 1
WITH event, collect(claim) AS claims WHERE size(claims) > 1
UNWIND claims AS claim
MATCH path = (event)<-[:ASSERTS]-(claim)-[:HAS_HOP]->(:SourceHop)-[:ATTRIBUTED_TO]->(:Actor)
RETURN path LIMIT 80

// kg: according to whom
// Meetings with their claims, and behind each claim the whole chain of sources, from the outlet that one reads.
MATCH (meeting:Meeting)<-[asserts:ASSERTS]-(claim:Claim)-[names:NAMES]->(actor:Actor)
WITH meeting, collect(DISTINCT claim)[..4] AS claims ORDER BY size(claims) DESC LIMIT 3
UNWIND claims AS claim
MATCH told = (claim)-[:ASSERTS]->(meeting)
MATCH chain = (claim)-[:HAS_HOP]->(:SourceHop)-[:ATTRIBUTED_TO]->(:Actor)
OPTIONAL MATCH relay = (claim)-[:HAS_HOP]->(:SourceHop)-[:RELAYED_FROM]->(:SourceHop)
OPTIONAL MATCH members = (claim)-[:NAMES]->(:Actor)
RETURN told, chain, relay, members

// kg: agreements, clause by clause
// What was agreed, put off or rejected, whom it obliges and whom it benefits.
MATCH clauses = (agreement:Agreement)-[:HAS_CLAUSE]->(clause:Clause)
OPTIONAL MATCH parties = (agreement)<-[:PARTY_TO]-(:Actor)
OPTIONAL MATCH duties = (clause)-[:OBLIGES|BENEFITS]->(:Actor)
RETURN clauses, parties, duties LIMIT 60

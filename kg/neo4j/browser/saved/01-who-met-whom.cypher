// kg: who met whom
// Who is said to have met whom. Each line carries its sources, date, place and claims: click it.
MATCH path = (:Actor)-[met:MET]->(:Actor)
RETURN path ORDER BY met.date DESC LIMIT 60

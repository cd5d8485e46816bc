// kg: told in these words
// The claims of an article with the exact characters that say it.
MATCH words = (claim:Claim)-[:EVIDENCED_BY]->(:Span)-[:IN_ARTICLE]->(article:Article)
RETURN words LIMIT 40

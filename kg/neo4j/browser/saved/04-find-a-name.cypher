// kg: find a name
// Any form of a name, with or without the article and vowel signs, with or without hamza.
CALL db.index.fulltext.queryNodes('kg_names', 'اسد') YIELD node, score
RETURN node.name AS name, labels(node) AS labels, node.aliases AS aliases, round(score, 2) AS score LIMIT 20

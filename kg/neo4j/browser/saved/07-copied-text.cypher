// kg: articles that share their text
// Which article took over text of which, with how many words.
MATCH copied = (:Article)-[reuse:REUSES]->(:Article)
RETURN copied ORDER BY reuse.sharedWords DESC LIMIT 60

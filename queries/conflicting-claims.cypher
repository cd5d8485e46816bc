// The twin of conflicting-claims.rq, which says what it answers: same parameters, same columns, same rows.

MATCH (c:Claim)-[:ASSERTS]->(e)<-[:ASSERTS]-(d:Claim) WHERE c.id < d.id
WITH c, d, e, c.status AS value, d.status AS otherValue, null AS about
WHERE (value IN ['denied', 'cancelled', 'failed']) <> (otherValue IN ['denied', 'cancelled', 'failed'])
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
MATCH (d)-[:HAS_HOP {hop: d.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(dsrc:Actor)
WITH c, d, e, value, otherValue, about, src, dsrc
WHERE $actor IS NULL OR EXISTS {
  MATCH (x:Actor)<-[n:NAMES]-(ec:Claim)-[:ASSERTS]->(ev) WHERE ev = e AND NOT n.role IN ['obligor', 'beneficiary', 'rejectedBy']
    AND (x.id IN $actor OR coalesce(n.sideId IN $actor, false)) }
RETURN DISTINCT 'status' AS aspect, about, value, src.name AS source, otherValue, dsrc.name AS otherSource, c.type AS type,
  e.id AS event, c.id AS claim, d.id AS otherClaim
UNION
MATCH (c:Claim)-[:ASSERTS]->(e)<-[:ASSERTS]-(d:Claim) WHERE c.id < d.id
WITH c, d, e, c.polarity AS value, d.polarity AS otherValue, null AS about
WHERE value <> otherValue
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
MATCH (d)-[:HAS_HOP {hop: d.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(dsrc:Actor)
WITH c, d, e, value, otherValue, about, src, dsrc
WHERE $actor IS NULL OR EXISTS {
  MATCH (x:Actor)<-[n:NAMES]-(ec:Claim)-[:ASSERTS]->(ev) WHERE ev = e AND NOT n.role IN ['obligor', 'beneficiary', 'rejectedBy']
    AND (x.id IN $actor OR coalesce(n.sideId IN $actor, false)) }
RETURN DISTINCT 'polarity' AS aspect, about, value, src.name AS source, otherValue, dsrc.name AS otherSource, c.type AS type,
  e.id AS event, c.id AS claim, d.id AS otherClaim
UNION
MATCH (c:Claim)-[:ASSERTS]->(e)<-[:ASSERTS]-(d:Claim) WHERE c.id < d.id
WITH c, d, e, c.kind AS value, d.kind AS otherValue, null AS about
WHERE value <> otherValue
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
MATCH (d)-[:HAS_HOP {hop: d.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(dsrc:Actor)
WITH c, d, e, value, otherValue, about, src, dsrc
WHERE $actor IS NULL OR EXISTS {
  MATCH (x:Actor)<-[n:NAMES]-(ec:Claim)-[:ASSERTS]->(ev) WHERE ev = e AND NOT n.role IN ['obligor', 'beneficiary', 'rejectedBy']
    AND (x.id IN $actor OR coalesce(n.sideId IN $actor, false)) }
RETURN DISTINCT 'kind' AS aspect, about, value, src.name AS source, otherValue, dsrc.name AS otherSource, c.type AS type,
  e.id AS event, c.id AS claim, d.id AS otherClaim
UNION
MATCH (c:Claim)-[:ASSERTS]->(e)<-[:ASSERTS]-(d:Claim) WHERE c.id < d.id
WITH c, d, e, c.outcome AS value, d.outcome AS otherValue, null AS about
WHERE value <> otherValue
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
MATCH (d)-[:HAS_HOP {hop: d.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(dsrc:Actor)
WITH c, d, e, value, otherValue, about, src, dsrc
WHERE $actor IS NULL OR EXISTS {
  MATCH (x:Actor)<-[n:NAMES]-(ec:Claim)-[:ASSERTS]->(ev) WHERE ev = e AND NOT n.role IN ['obligor', 'beneficiary', 'rejectedBy']
    AND (x.id IN $actor OR coalesce(n.sideId IN $actor, false)) }
RETURN DISTINCT 'outcome' AS aspect, about, value, src.name AS source, otherValue, dsrc.name AS otherSource, c.type AS type,
  e.id AS event, c.id AS claim, d.id AS otherClaim
UNION
MATCH (c:Claim)-[:ASSERTS]->(e)<-[:ASSERTS]-(d:Claim) WHERE c.id < d.id
WITH c, d, e, CASE WHEN coalesce(c.dateFrom, c.datePartial) = coalesce(c.dateTo, c.datePartialTo) THEN coalesce(c.dateFrom, c.datePartial) ELSE coalesce(c.dateFrom, c.datePartial) + '/' + coalesce(c.dateTo, c.datePartialTo) END AS value, CASE WHEN coalesce(d.dateFrom, d.datePartial) = coalesce(d.dateTo, d.datePartialTo) THEN coalesce(d.dateFrom, d.datePartial) ELSE coalesce(d.dateFrom, d.datePartial) + '/' + coalesce(d.dateTo, d.datePartialTo) END AS otherValue, null AS about
WHERE (coalesce(c.dateTo, c.datePartialTo) + '-31' < coalesce(d.dateFrom, d.datePartial) OR coalesce(d.dateTo, d.datePartialTo) + '-31' < coalesce(c.dateFrom, c.datePartial))
  AND (coalesce(c.dateFrom, c.datePartial) STARTS WITH '--') = (coalesce(d.dateFrom, d.datePartial) STARTS WITH '--') AND (coalesce(c.dateTo, c.datePartialTo) STARTS WITH '--') = (coalesce(d.dateTo, d.datePartialTo) STARTS WITH '--')
MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
MATCH (d)-[:HAS_HOP {hop: d.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(dsrc:Actor)
WITH c, d, e, value, otherValue, about, src, dsrc
WHERE $actor IS NULL OR EXISTS {
  MATCH (x:Actor)<-[n:NAMES]-(ec:Claim)-[:ASSERTS]->(ev) WHERE ev = e AND NOT n.role IN ['obligor', 'beneficiary', 'rejectedBy']
    AND (x.id IN $actor OR coalesce(n.sideId IN $actor, false)) }
RETURN DISTINCT 'date' AS aspect, about, value, src.name AS source, otherValue, dsrc.name AS otherSource, c.type AS type,
  e.id AS event, c.id AS claim, d.id AS otherClaim
UNION
MATCH (c:Claim)-[:ASSERTS]->(e)<-[:ASSERTS]-(d:Claim) WHERE c.id < d.id
MATCH (c)-[:LOCATES]->(p:Place), (d)-[:LOCATES]->(q:Place)
WHERE p <> q AND NOT EXISTS { (p)-[:WITHIN*1..]->(q) } AND NOT EXISTS { (q)-[:WITHIN*1..]->(p) }
WITH c, d, e, p.name AS value, q.name AS otherValue, null AS about

MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
MATCH (d)-[:HAS_HOP {hop: d.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(dsrc:Actor)
WITH c, d, e, value, otherValue, about, src, dsrc
WHERE $actor IS NULL OR EXISTS {
  MATCH (x:Actor)<-[n:NAMES]-(ec:Claim)-[:ASSERTS]->(ev) WHERE ev = e AND NOT n.role IN ['obligor', 'beneficiary', 'rejectedBy']
    AND (x.id IN $actor OR coalesce(n.sideId IN $actor, false)) }
RETURN DISTINCT 'place' AS aspect, about, value, src.name AS source, otherValue, dsrc.name AS otherSource, c.type AS type,
  e.id AS event, c.id AS claim, d.id AS otherClaim
UNION
MATCH (c:Claim)-[:ASSERTS]->(e)<-[:ASSERTS]-(d:Claim) WHERE c.id < d.id
MATCH (c)-[n:NAMES]->(a:Actor)<-[o:NAMES]-(d) WHERE n.sideId <> o.sideId
MATCH (s:Actor {id: n.sideId}), (t:Actor {id: o.sideId})
WITH c, d, e, s.name AS value, t.name AS otherValue, a.name AS about

MATCH (c)-[:HAS_HOP {hop: c.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(src:Actor)
MATCH (d)-[:HAS_HOP {hop: d.chainLength}]->(:SourceHop)-[:ATTRIBUTED_TO]->(dsrc:Actor)
WITH c, d, e, value, otherValue, about, src, dsrc
WHERE $actor IS NULL OR EXISTS {
  MATCH (x:Actor)<-[n:NAMES]-(ec:Claim)-[:ASSERTS]->(ev) WHERE ev = e AND NOT n.role IN ['obligor', 'beneficiary', 'rejectedBy']
    AND (x.id IN $actor OR coalesce(n.sideId IN $actor, false)) }
RETURN DISTINCT 'side' AS aspect, about, value, src.name AS source, otherValue, dsrc.name AS otherSource, c.type AS type,
  e.id AS event, c.id AS claim, d.id AS otherClaim

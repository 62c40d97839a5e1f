-- name: lock_rooms
SELECT id, closed_at, expires_at, revision, message_sequence,
       CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint) AS database_now
FROM rooms WHERE id = ANY (CAST(:ids AS bigint[])) ORDER BY id FOR UPDATE;

-- name: list_members
SELECT * FROM participants WHERE id = ANY (CAST(:ids AS bigint[]));

-- name: list_sent
SELECT m.* FROM json_to_recordset(CAST(:rows AS json)) AS r (member bigint, "clientId" text)
JOIN room_messages m ON m.participant_id = r.member AND m.client_id = r."clientId"
WHERE m.id >= :first AND m.sent_at > :since;

-- name: insert_each
INSERT INTO room_messages (id, room_id, sequence, participant_id, display_name, text, client_id, sent_at, hidden)
SELECT id, room, sequence, member, "displayName", text, "clientId", "sentAt", hidden
FROM json_to_recordset(CAST(:rows AS json))
     AS r (id bigint, room bigint, sequence bigint, member bigint, "displayName" text, text text, "clientId" text,
           "sentAt" bigint, hidden bigint);

-- name: save_rooms
UPDATE rooms SET message_sequence = r.sequence, revision = r.revision
FROM json_to_recordset(CAST(:rows AS json)) AS r (id bigint, sequence bigint, revision bigint) WHERE rooms.id = r.id;

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
SELECT * FROM unnest(CAST(:id AS bigint[]), CAST(:room_id AS bigint[]), CAST(:sequence AS bigint[]),
                     CAST(:participant_id AS bigint[]), CAST(:display_name AS text[]), CAST(:text AS text[]),
                     CAST(:client_id AS text[]), CAST(:sent_at AS bigint[]), CAST(:hidden AS bigint[]));

-- name: save_rooms
UPDATE rooms SET message_sequence = r.sequence, revision = r.revision
FROM unnest(CAST(:ids AS bigint[]), CAST(:sequences AS bigint[]), CAST(:revisions AS bigint[]))
     AS r (id, sequence, revision) WHERE rooms.id = r.id;

-- name: find
SELECT * FROM users WHERE id = :id;

-- name: lock
-- The row as it is before a change.
SELECT * FROM users WHERE id = :id;

-- name: save
UPDATE users
SET username = :username, display_name = :display_name, language = :language, time_zone = :time_zone,
    username_changed_at = :username_changed_at, bio = :bio, links = :links,
    profile_visibility = :profile_visibility, show_presence = :show_presence, show_room = :show_room,
    show_stats = :show_stats, show_streak = :show_streak, show_achievements = :show_achievements,
    global_leaderboard = :global_leaderboard, friends_leaderboard = :friends_leaderboard,
    who_can_request = :who_can_request, read_receipts = :read_receipts,
    hold_while_focusing = :hold_while_focusing, searchable = :searchable
WHERE id = :id;

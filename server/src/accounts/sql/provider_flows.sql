-- name: insert
INSERT INTO provider_flows (state_hash, browser_hash, provider, verifier, nonce, next, user_id, expires_at)
VALUES (:state_hash, :browser_hash, :provider, :verifier, :nonce, :next, :user_id, :expires_at);

-- name: take
-- Each once, and only in the browser that left for that provider.
DELETE FROM provider_flows
WHERE state_hash = :state_hash AND browser_hash = :browser_hash AND provider = :provider
RETURNING verifier, nonce, next, user_id, expires_at;

-- name: delete_expired
DELETE FROM provider_flows WHERE expires_at <= :now;

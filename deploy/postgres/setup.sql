-- A role and a database for Pomopomo on PostgreSQL 15, once, by a superuser:
--   psql -v password="$(openssl rand -base64 24)" -f setup.sql

CREATE ROLE pomopomo LOGIN PASSWORD :'password';
-- A node that stops in mid-transaction (paused, cut off) must not hold what others wait for. Set on the role, because a
-- SET of the program's own would leak through PgBouncer. Migrations lift the last one for themselves.
ALTER ROLE pomopomo SET idle_in_transaction_session_timeout = '2s';
ALTER ROLE pomopomo SET lock_timeout = '2s';
ALTER ROLE pomopomo SET statement_timeout = '5s';

CREATE DATABASE pomopomo OWNER pomopomo ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE pomopomo FROM PUBLIC;

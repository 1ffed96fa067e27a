-- Three roles and a database. Safe to run again.
-- owner: owns the tables and migrates. web: what pages and commands use; it owns nothing and
-- row-level security holds for it. search: owns one function that finds person ids by name;
-- nobody signs in as it.
SELECT format('CREATE ROLE tovholder_owner LOGIN CREATEDB')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tovholder_owner') \gexec
SELECT format('CREATE ROLE tovholder_web LOGIN NOBYPASSRLS')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tovholder_web') \gexec
SELECT format('CREATE ROLE tovholder_search NOLOGIN NOBYPASSRLS')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tovholder_search') \gexec
GRANT tovholder_web, tovholder_search TO tovholder_owner;
SELECT 'CREATE DATABASE tovholder OWNER tovholder_owner TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C'''
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'tovholder') \gexec

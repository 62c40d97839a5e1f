// Both dialects' migrations make the same schema: the same tables, columns, keys and indexes. Types
// differ as the table below says; partitions are PostgreSQL's own business.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "storage/testing.hpp"

namespace pomopomo::storage {
namespace {

using testing::ElementsAreArray;

const std::map<std::string, std::string> kTypes = {{"INTEGER", "bigint"},
                                                   {"BIGINT", "bigint"},
                                                   {"TEXT", "text"},
                                                   {"BLOB", "bytea"},
                                                   {"REAL", "double precision"}};

// Each query gives rows of texts, which are compared joined by blanks.
struct Aspect {
  const char* name;
  const char* sqlite;
  const char* postgres;
};

constexpr Aspect kAspects[] = {
    {"columns: table, name, type, whether it may be null, default",
     R"(SELECT t.name AS a, c.name AS b, c.type AS c,
               CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN 'filled' ELSE 'nullable' END AS d,
               c.dflt_value AS e
        FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table')",
     R"(SELECT t.relname AS a, c.attname AS b, format_type(c.atttypid, c.atttypmod) AS c,
               CASE WHEN c.attnotnull THEN 'filled' ELSE 'nullable' END AS d,
               pg_get_expr(v.adbin, v.adrelid) AS e
        FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0
             LEFT JOIN pg_attrdef v ON v.adrelid = t.oid AND v.adnum = c.attnum
        WHERE t.relkind IN ('r', 'p') AND NOT t.relispartition AND NOT c.attisdropped
              AND t.relnamespace = 'public'::regnamespace)"},
    {"primary keys: table, columns",
     R"(SELECT t.name AS a,
               (SELECT group_concat(k.name, ',')
                FROM (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk) k) AS b, NULL AS c, NULL AS d,
               NULL AS e
        FROM sqlite_schema t WHERE t.type = 'table')",
     R"(SELECT t.relname AS a, string_agg(c.attname, ',' ORDER BY k.place) AS b, NULL AS c,
               NULL AS d, NULL AS e
        FROM pg_constraint p JOIN pg_class t ON t.oid = p.conrelid AND NOT t.relispartition,
             unnest(p.conkey) WITH ORDINALITY AS k (number, place), pg_attribute c
        WHERE p.contype = 'p' AND c.attrelid = t.oid AND c.attnum = k.number
              AND t.relnamespace = 'public'::regnamespace
        GROUP BY t.relname)"},
    {"unique columns and indexes: table, name of an index, uniqueness, columns, condition",
     R"(SELECT t.name AS a, CASE WHEN i.origin = 'u' THEN NULL ELSE i.name END AS b,
               CASE WHEN i."unique" = 1 THEN 'unique' ELSE 'plain' END AS c,
               (SELECT group_concat(k.name || CASE WHEN k."desc" = 1 THEN ' DESC' ELSE '' END, ',')
                FROM (SELECT * FROM pragma_index_xinfo(i.name) WHERE key = 1 ORDER BY seqno) k)
                 AS d,
               substr(s.sql, nullif(instr(s.sql, ' WHERE '), 0) + 7) AS e
        FROM sqlite_schema t, pragma_index_list(t.name) i
             LEFT JOIN sqlite_schema s ON s.name = i.name
        WHERE t.type = 'table' AND i.origin <> 'pk')",
     R"(SELECT t.relname AS a, CASE WHEN u.oid IS NULL THEN x.relname END AS b,
               CASE WHEN i.indisunique THEN 'unique' ELSE 'plain' END AS c,
               (SELECT string_agg(pg_get_indexdef(x.oid, k.place, false) ||
                                  CASE WHEN i.indoption[k.place - 1] & 1 = 1 THEN ' DESC'
                                       ELSE '' END, ',' ORDER BY k.place)
                FROM generate_series(1, i.indnkeyatts) AS k (place)) AS d,
               pg_get_expr(i.indpred, i.indrelid) AS e
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
             JOIN pg_class t ON t.oid = i.indrelid AND NOT t.relispartition
             LEFT JOIN pg_constraint u ON u.conindid = x.oid AND u.contype = 'u'
        WHERE NOT i.indisprimary AND t.relnamespace = 'public'::regnamespace)"},
    {"foreign keys: table, column, to, of, on delete",
     R"(SELECT t.name AS a, f."from" AS b, f."table" AS c, f."to" AS d, f.on_delete AS e
        FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table')",
     R"(SELECT t.relname AS a, c.attname AS b, o.relname AS c, k.attname AS d,
               CASE f.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL'
                    WHEN 'r' THEN 'RESTRICT' WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END AS e
        FROM pg_constraint f JOIN pg_class t ON t.oid = f.conrelid AND NOT t.relispartition
             JOIN pg_class o ON o.oid = f.confrelid,
             unnest(f.conkey, f.confkey) AS p (own, other), pg_attribute c, pg_attribute k
        WHERE f.contype = 'f' AND f.conparentid = 0 AND c.attrelid = t.oid AND c.attnum = p.own
              AND k.attrelid = o.oid AND k.attnum = p.other)"}};

// How one dialect writes it, as the other does.
std::string normal(std::string text) {
  if (const auto type = kTypes.find(text); type != kTypes.end()) return type->second;
  text = std::regex_replace(text, std::regex("::[a-z ]+|[()\"]"), "");
  return std::regex_replace(text, std::regex("\\s+"), " ");
}

std::set<std::string> described(Database& db, const char* query) {
  const Statement statement{"test/schemas", query};
  return await(db.read([&](Transaction& tx) {
    std::set<std::string> lines;
    for (const Row& row : tx.query(statement)) {
      std::string line;
      for (const char* column : {"a", "b", "c", "d", "e"})
        line += normal(row.optional_text(column).value_or("-")) + " ";
      lines.insert(line);
    }
    return lines;
  }));
}

class Schemas : public testing::TestWithParam<const char*> {};
// Where no PostgreSQL is given (tools/with_postgres.py) there is nothing to run these on.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Schemas);
INSTANTIATE_TEST_SUITE_P(On, Schemas, testing::ValuesIn(test_postgres_variables()));

TEST_P(Schemas, AreTheSameInBothDialects) {
  TempDir directory;
  const auto sqlite = open_sqlite({.data_dir = directory.path()});
  FreshDatabase fresh(GetParam());
  const auto postgres = open_postgres({.url = fresh.url(), .connections = 1});
  sqlite->migrate();
  postgres->migrate();
  for (const Aspect& aspect : kAspects) {
    SCOPED_TRACE(aspect.name);
    const auto expected = described(*sqlite, aspect.sqlite);
    EXPECT_FALSE(expected.empty());
    EXPECT_THAT(described(*postgres, aspect.postgres), ElementsAreArray(expected));
  }
}

TEST(Migrations, HaveStepsOfTheSameNumbersAndNames) {
  const auto names = [](std::span<const Migration> steps) {
    std::vector<std::string> all;
    for (const Migration& step : steps) all.push_back(fmt::format("{}_{}", step.number, step.name));
    return all;
  };
  EXPECT_EQ(names(sqlite_migrations()), names(postgres_migrations()));
}

}  // namespace
}  // namespace pomopomo::storage

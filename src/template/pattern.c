// Attribute values with {queries}: "{tata/@margin-atas}", "- {{page}} -".
#include <string.h>

#include "base/buf.h"
#include "template/program.h"

#define PIECES 32

// The end of a query that begins at p: the } that stands outside literals; NULL when there is none.
static const char *query_end(const char *p) {
    for (; *p && *p != '}'; p++) {
        if (*p == '\'' || *p == '"') {
            p = strchr(p + 1, *p);
            if (!p) {
                return NULL;
            }
        }
    }
    return *p ? p : NULL;
}

static bool complain(struct query_problem *problem, const char *text, const char *at, const char *word) {
    *problem = (struct query_problem){(int)(at - text) + 1, "query.syntax", word, NULL};
    return false;
}

struct pieces {
    struct arena *arena;
    struct pattern *out;
    struct buf literal;
};

static void end_literal(struct pieces *p) {
    if (p->literal.n) {
        p->out->pieces[p->out->n++].literal = buf_text(&p->literal);
        p->literal = buf_new(p->arena);
    }
}

static bool add_query(struct pieces *p, const char *text, const char **at, const char *const *variables,
                      struct query_problem *problem) {
    const char *end = query_end(*at + 1);
    if (!end) {
        return complain(problem, text, *at, "{");
    }
    const char *query = arena_strndup(p->arena, *at + 1, (size_t)(end - *at - 1));
    end_literal(p);
    struct query *compiled = query_compile(p->arena, query, variables, problem);
    if (!compiled) {
        problem->column += (int)(*at + 1 - text);
        return false;
    }
    p->out->pieces[p->out->n++].query = compiled;
    p->out->constant = false;
    *at = end + 1;
    return true;
}

static bool divide(struct arena *arena, const char *text, const char *const *variables, struct pattern *out,
                   struct query_problem *problem) {
    struct pieces p = {arena, out, buf_new(arena)};
    for (const char *at = text; *at;) {
        if (out->n >= PIECES) {
            return complain(problem, text, at, "{");
        }
        if (at[0] == '{' && at[1] != '{') {
            if (!add_query(&p, text, &at, variables, problem)) {
                return false;
            }
        } else if (at[0] == '}' && at[1] != '}') {
            return complain(problem, text, at, "}");
        } else {
            buf_char(&p.literal, *at);
            at += *at == '{' || *at == '}' ? 2 : 1;
        }
    }
    end_literal(&p);
    if (out->n == 0) {
        out->pieces[out->n++].literal = "";
    }
    return true;
}

bool pattern_compile(struct arena *arena, const char *text, const char *const *variables, struct pattern *out,
                     struct query_problem *problem) {
    struct piece room[PIECES + 2] = {0};
    *out = (struct pattern){.source = text, .pieces = room, .constant = true};
    bool good = divide(arena, text, variables, out, problem);
    out->n = good ? out->n : 0;
    out->pieces = ARENA_ARRAY(arena, out->n, struct piece);
    memcpy(out->pieces, room, out->n * sizeof *room);
    return good;
}

// The parser of queries: recursive descent over the allowed subset of XPath 1.0. It checks names and notes what is
// read; it builds nothing to evaluate, except the steps of a plain path.
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "model/query_parse.h"
#include "model/vocabulary.h"

#define QUERY_LENGTH 2000
#define QUERY_DEPTH 40

struct parser {
    struct arena *arena;
    const char *text, *p;
    const char *const *variables;
    struct query_problem *problem;
    struct query *query;
    bool failed;
    int depth;
    size_t n_reads;
    struct query_read paths[QUERY_PATHS];
    size_t ends[QUERY_PATHS];  // of the operand at hand: where its paths stand among the query's
    size_t n_ends;
};

static enum value_type parse_or(struct parser *s, const char *base);

static void fail(struct parser *s, const char *what, const char *at, const char *word, const char *nearest) {
    if (!s->failed) {
        *s->problem = (struct query_problem){(int)(at - s->text) + 1, what, word, nearest};
    }
    s->failed = true;
}

static void fail_syntax(struct parser *s) {
    size_t n = strcspn(s->p, " \t\r\n");
    fail(s, "query.syntax", s->p, arena_strndup(s->arena, s->p, n < 20 ? n : 20), NULL);
}

static void skip_space(struct parser *s) {
    s->p += strspn(s->p, " \t\r\n");
}

static bool name_starts(char c) {
    return isalpha((unsigned char)c) || c == '_' || (c & 0x80);
}

static size_t name_length(const char *p) {
    size_t n = 0;
    if (name_starts(*p)) {
        while (name_starts(p[n]) || isdigit((unsigned char)p[n]) || p[n] == '-' || p[n] == '.') {
            n++;
        }
    }
    return n;
}

static const char *take_name(struct parser *s) {
    size_t n = name_length(s->p);
    if (n == 0) {
        fail_syntax(s);
        return "";
    }
    s->p += n;
    return arena_strndup(s->arena, s->p - n, n);
}

// Takes `token` if it stands next; the word operators only when no name goes on behind them.
static bool take(struct parser *s, const char *token) {
    skip_space(s);
    size_t n = strlen(token);
    bool word = name_starts(*token);
    if (s->failed || strncmp(s->p, token, n) != 0 || (word && name_length(s->p) != n)) {
        return false;
    }
    s->p += n;
    return true;
}

static void expect(struct parser *s, const char *token) {
    if (!take(s, token)) {
        fail_syntax(s);
    }
}

static const char *take_literal(struct parser *s) {
    char quote = *s->p;
    const char *end = strchr(s->p + 1, quote);
    if (!end) {
        fail_syntax(s);
        return "";
    }
    const char *literal = arena_strndup(s->arena, s->p + 1, (size_t)(end - s->p - 1));
    s->p = end + 1;
    return literal;
}

static void note_read(struct parser *s, const char *path) {
    struct query *q = s->query;
    for (size_t i = 0; i < s->n_reads; i++) {
        if (strcmp(q->reads[i], path) == 0) {
            return;
        }
    }
    if (s->n_reads < QUERY_READS) {
        q->reads[s->n_reads++] = path;
    }
}

static void note_path(struct parser *s, const char *path) {
    struct query *q = s->query;
    if (q->n_paths == QUERY_PATHS || s->n_ends == QUERY_PATHS) {
        q->many = true;
        return;
    }
    s->ends[s->n_ends++] = q->n_paths;
    s->paths[q->n_paths++] = (struct query_read){path, true, false};
}

// Of the operand whose paths begin at `from` only counts whether something is there.
static void only_there(struct parser *s, size_t from, enum value_type type) {
    for (size_t i = from; type == TYPE_NODES && i < s->n_ends; i++) {
        s->paths[s->ends[i]].text = false;
    }
}

static void check_element(struct parser *s, const char *at, const char *name) {
    if (!s->failed && !vocabulary_find(name, NULL)) {
        fail(s, "query.element", at, name, vocabulary_nearest_element(name));
    }
}

// The same name may stand for several things, so an attribute is known when any element of that name has it.
static void check_attribute(struct parser *s, const char *at, const char *name, const char *element) {
    size_t n;
    const struct vocabulary_element *all = vocabulary_all(&n);
    for (size_t i = 0; i < n; i++) {
        bool meant = !element || strcmp(all[i].name, element) == 0;
        if (meant && vocabulary_attribute(&all[i], name)) {
            return;
        }
    }
    const struct vocabulary_element *e = element ? vocabulary_find(element, NULL) : NULL;
    fail(s, "query.attribute", at, name, vocabulary_nearest_attribute(e, name));
}

static const char *join_path(struct parser *s, const char *base, const char *name) {
    const char *slash = strcmp(base, "/") == 0 ? "" : "/";
    return *base ? arena_printf(s->arena, "%s%s%s", base, slash, name) : name;
}

// A whole number as the entire predicate, or [@name='literal'] or [@name="literal"]: kept for walking.
static bool simple_predicate(struct parser *s, struct step *step) {
    const char *p = s->p + strspn(s->p, " ");
    if (step->key || step->nth) {
        return false;
    }
    if (isdigit((unsigned char)*p)) {
        int n = 0;
        for (; isdigit((unsigned char)*p) && n < 100000; p++) {
            n = n * 10 + (*p - '0');
        }
        step->nth = n;
        return p[strspn(p, " ")] == ']' && n > 0;
    }
    if (*p != '@') {
        return false;
    }
    size_t name = name_length(p + 1);
    const char *value = p + 1 + name;
    value += strspn(value, " ");
    if (*value++ != '=') {
        return false;
    }
    value += strspn(value, " ");
    const char *end = *value == '\'' || *value == '"' ? strchr(value + 1, *value) : NULL;
    if (!end || end[1 + strspn(end + 1, " ")] != ']') {
        return false;
    }
    step->key = arena_strndup(s->arena, p + 1, name);
    step->value = arena_strndup(s->arena, value + 1, (size_t)(end - value - 1));
    return true;
}

// Returns true when all predicates of the step were simple.
static bool parse_predicates(struct parser *s, const char *path, struct step *step) {
    bool simple = true;
    while (!s->failed && take(s, "[")) {
        bool attributes = s->query->attributes;
        size_t ends = s->n_ends;
        simple = simple_predicate(s, step) && simple;
        only_there(s, ends, parse_or(s, path));
        s->n_ends = ends;
        s->query->attributes = attributes;
        expect(s, "]");
    }
    return simple;
}

// One step; *path is what was walked so far, *element the last named element (NULL when not known).
static struct step parse_step(struct parser *s, const char **path, const char **element) {
    struct step step = {STEP_CHILD, NULL, NULL, NULL, 0};
    skip_space(s);
    const char *at = s->p;
    if (take(s, "..")) {
        step.kind = STEP_PARENT;
        *path = join_path(s, *path, "..");
        *element = NULL;
    } else if (take(s, ".")) {
        step.kind = STEP_SELF;
    } else if (take(s, "@")) {
        step.kind = STEP_ATTRIBUTE;
        step.name = take_name(s);
        check_attribute(s, at + 1, step.name, *element);
        *path = join_path(s, *path, arena_printf(s->arena, "@%s", step.name));
    } else if (take(s, "*")) {
        step.kind = STEP_ANY;
        *path = join_path(s, *path, "*");
        *element = NULL;
    } else {
        step.name = take_name(s);
        if (s->p[strspn(s->p, " ")] == '(') {
            fail(s, "query.function", at, step.name, function_nearest(s->arena, step.name));
        }
        check_element(s, at, step.name);
        *path = join_path(s, *path, step.name);
        *element = step.name;
    }
    return step;
}

// Where ".." or "." stands behind another step, libxml2 must sort and weed; such a path is not walked.
static bool step_walks(const struct step *steps, size_t n, const struct step *step) {
    if (step->kind == STEP_SELF || step->kind == STEP_PARENT) {
        return (n == 0 || steps[n - 1].kind == STEP_PARENT) && !step->key && !step->nth;
    }
    return step->kind != STEP_ATTRIBUTE || (!step->key && !step->nth);
}

static void parse_path(struct parser *s, const char *base) {
    struct query *q = s->query;
    const char *path = base, *element = NULL;
    struct step steps[QUERY_STEPS];
    size_t n = 0;
    bool plain = true, absolute = take(s, "/");
    if (absolute) {
        path = "/";
    }
    do {
        struct step step = parse_step(s, &path, &element);
        const char *read_so_far = path;
        bool simple = parse_predicates(s, read_so_far, &step);
        plain = plain && simple && n < QUERY_STEPS && step_walks(steps, n, &step);
        if (plain) {
            steps[n++] = step;
        }
        if (step.kind == STEP_ATTRIBUTE) {
            q->attributes = true;
            break;
        }
    } while (!s->failed && take(s, "/"));
    note_read(s, *path ? path : ".");
    note_path(s, *path ? path : ".");
    q->shape = plain ? QUERY_PATH : QUERY_OTHER;
    q->absolute = absolute;
    q->n_steps = n;
    q->steps = ARENA_ARRAY(s->arena, n + 1, struct step);
    memcpy(q->steps, steps, n * sizeof *steps);
}

// Of nodes as its first argument the function only sees whether there are any, or how many.
static bool counts_nodes(const char *name) {
    static const char *const names[] = {"count", "not", "boolean", "pilih"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static enum value_type parse_call(struct parser *s, const char *base) {
    const char *at = s->p;
    const char *name = take_name(s);
    const struct function *f = function_find(name, strlen(name));
    if (!f) {
        fail(s, "query.function", at, name, function_nearest(s->arena, name));
        return TYPE_STRING;
    }
    int n = 0;
    size_t ends = s->n_ends;
    expect(s, "(");
    if (!take(s, ")")) {
        do {
            skip_space(s);
            const char *argument = s->p;
            size_t own = s->n_ends;
            enum value_type type = parse_or(s, base);
            only_there(s, own, n == 0 && counts_nodes(name) ? type : TYPE_STRING);
            if (n == 0 && f->takes_nodes && type != TYPE_NODES) {
                fail(s, "query.nodes", argument, name, NULL);
            }
            n++;
        } while (!s->failed && take(s, ","));
        expect(s, ")");
    }
    if (n < f->least || n > f->most) {
        fail(s, "query.arguments", at, name, NULL);
    }
    if (n == 0 && f->most > 0) {
        note_path(s, *base ? base : ".");  // of the context
    }
    s->n_ends = ends;
    return f->type;
}

static enum value_type parse_variable(struct parser *s) {
    const char *at = s->p;
    s->p++;
    s->query->word = take_name(s);
    for (const char *const *v = s->variables; v && *v; v++) {
        if (strcmp(*v, s->query->word) == 0) {
            return TYPE_STRING;
        }
    }
    size_t n = 0;
    while (s->variables && s->variables[n]) {
        n++;
    }
    fail(s, "query.variable", at, s->query->word, text_nearest(s->query->word, s->variables, n));
    return TYPE_STRING;
}

static void skip_number(struct parser *s) {
    s->p += strspn(s->p, "0123456789");
    if (*s->p == '.') {
        s->p += 1 + strspn(s->p + 1, "0123456789");
    }
}

static bool call_follows(const struct parser *s) {
    size_t n = name_length(s->p);
    return n > 0 && s->p[n + strspn(s->p + n, " ")] == '(';
}

// A value. The shape that it leaves in the query counts only when it is the whole query; see settle_shape.
static enum value_type parse_value(struct parser *s, const char *base) {
    skip_space(s);
    struct query *q = s->query;
    char c = *s->p;
    if (c == '(') {
        s->p++;
        enum value_type type = parse_or(s, base);
        expect(s, ")");
        q->shape = QUERY_OTHER;
        return type;
    }
    if (c == '\'' || c == '"') {
        q->word = take_literal(s);
        q->shape = QUERY_LITERAL;
        return TYPE_STRING;
    }
    if (c == '$') {
        enum value_type type = parse_variable(s);
        q->shape = QUERY_VARIABLE;
        return type;
    }
    if (isdigit((unsigned char)c)) {
        skip_number(s);
        q->shape = QUERY_OTHER;
        return TYPE_NUMBER;
    }
    if (call_follows(s)) {
        enum value_type type = parse_call(s, base);
        q->shape = QUERY_OTHER;
        return type;
    }
    parse_path(s, base);
    return TYPE_NODES;
}

static enum value_type parse_union(struct parser *s, const char *base) {
    bool minus = false;
    while (take(s, "-")) {
        minus = true;
    }
    enum value_type type = parse_value(s, base);
    while (!s->failed && take(s, "|")) {
        skip_space(s);
        const char *at = s->p;
        if (parse_value(s, base) != TYPE_NODES || type != TYPE_NODES) {
            fail(s, "query.nodes", at, "|", NULL);
        }
        s->query->shape = QUERY_OTHER;
    }
    if (minus) {
        s->query->shape = QUERY_OTHER;
        return TYPE_NUMBER;
    }
    return type;
}

struct level {
    enum value_type type;
    const char *operators[5];
};

static const struct level levels[] = {
    {TYPE_BOOLEAN, {"or"}},      {TYPE_BOOLEAN, {"and"}},
    {TYPE_BOOLEAN, {"!=", "="}}, {TYPE_BOOLEAN, {"<=", ">=", "<", ">"}},
    {TYPE_NUMBER, {"+", "-"}},   {TYPE_NUMBER, {"*", "div", "mod"}},
};

#define LEVELS_OF_TRUTH 2  // or, and

static bool take_operator(struct parser *s, const struct level *level) {
    for (const char *const *o = level->operators; *o; o++) {
        if (take(s, *o)) {
            return true;
        }
    }
    return false;
}

static enum value_type parse_level(struct parser *s, const char *base, size_t at) {
    if (at == sizeof levels / sizeof *levels) {
        return parse_union(s, base);
    }
    size_t ends = s->n_ends;
    enum value_type type = parse_level(s, base, at + 1);
    while (!s->failed && take_operator(s, &levels[at])) {
        if (at < LEVELS_OF_TRUTH) {
            only_there(s, ends, type);
        }
        s->n_ends = ends;
        type = parse_level(s, base, at + 1);
        if (at < LEVELS_OF_TRUTH) {
            only_there(s, ends, type);
        }
        s->n_ends = ends;
        s->query->shape = QUERY_OTHER;
        type = levels[at].type;
    }
    return type;
}

static enum value_type parse_or(struct parser *s, const char *base) {
    if (s->depth == QUERY_DEPTH) {
        fail(s, "query.long", s->p, "", NULL);
        return TYPE_STRING;
    }
    s->depth++;
    enum value_type type = parse_level(s, base, 0);
    s->depth--;
    return type;
}

bool query_parse(struct arena *arena, struct query *q, const char *const *variables, struct query_problem *problem) {
    struct parser s = {
        .arena = arena, .text = q->text, .p = q->text, .variables = variables, .problem = problem, .query = q};
    q->reads = ARENA_ARRAY(arena, QUERY_READS + 1, const char *);
    if (strlen(q->text) > QUERY_LENGTH) {
        fail(&s, "query.long", q->text, "", NULL);
        return false;
    }
    q->nodes = parse_or(&s, "") == TYPE_NODES;
    skip_space(&s);
    if (!s.failed && *s.p) {
        fail_syntax(&s);
    }
    for (size_t i = 0; i < s.n_ends; i++) {
        s.paths[s.ends[i]].result = true;
    }
    q->paths = ARENA_ARRAY(arena, q->n_paths + 1, struct query_read);
    memcpy(q->paths, s.paths, q->n_paths * sizeof *s.paths);
    return !s.failed;
}

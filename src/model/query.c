#include "model/query.h"

#include <assert.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "model/query_parse.h"

// One context serves all queries of a thread: making one costs more than most evaluations.
static _Thread_local xmlXPathContext *engine;

static void be_quiet(void *data, xmlError *error) {
    (void)data;
    (void)error;
}

static const char *scope_value(const struct query_scope *scope, const char *name) {
    const char *value = NULL;
    for (size_t i = 0; scope->names && scope->names[i]; i++) {
        value = strcmp(scope->names[i], name) == 0 ? scope->values[i] : value;
    }
    return value ? value : "";
}

static xmlXPathObject *look_up(void *data, const xmlChar *name, const xmlChar *uri) {
    (void)data;
    (void)uri;
    return xmlXPathNewString((const xmlChar *)scope_value(engine->userData, (const char *)name));
}

static xmlXPathContext *engine_ready(void) {
    if (!engine) {
        engine = xmlXPathNewContext(NULL);
        assert(engine);
        engine->error = be_quiet;
        engine->opLimit = QUERY_OPERATIONS;
        xmlXPathRegisterVariableLookup(engine, look_up, NULL);
        functions_register(engine);
        xmlXPathContextSetCache(engine, 1, -1, 0);
    }
    return engine;
}

static void free_compiled(void *compiled) {
    xmlXPathFreeCompExpr(compiled);
}

// The parts between the bars, where all of them are plain paths.
static struct query **paths_of_union(struct arena *arena, const char *text) {
    size_t n = 0;
    struct query **either = ARENA_ARRAY(arena, strlen(text) / 2 + 2, struct query *);
    for (const char *p = text, *end; p; p = *end ? end + 1 : NULL, n++) {
        struct query_problem problem;
        end = p + strcspn(p, "|");
        either[n] = ARENA_NEW(arena, struct query);
        either[n]->text = arena_strndup(arena, p, (size_t)(end - p));
        if (!query_parse(arena, either[n], NULL, &problem) || either[n]->shape != QUERY_PATH) {
            return NULL;
        }
    }
    return either;
}

struct query *query_compile(struct arena *arena, const char *text, const char *const *variables,
                            struct query_problem *problem) {
    struct query *q = ARENA_NEW(arena, struct query);
    q->text = arena_strdup(arena, text);
    if (!query_parse(arena, q, variables, problem)) {
        return NULL;
    }
    if (q->shape == QUERY_OTHER) {
        q->compiled = xmlXPathCtxtCompile(engine_ready(), (const xmlChar *)text);
        if (!q->compiled) {
            *problem = (struct query_problem){1, "query.syntax", q->text, NULL};
            return NULL;
        }
        arena_on_free(arena, free_compiled, q->compiled);
        q->either = q->nodes && strchr(text, '|') ? paths_of_union(arena, text) : NULL;
    }
    return q;
}

const char *const *query_reads(const struct query *q) {
    return q->reads;
}

bool query_selects_elements(const struct query *q) {
    return q->nodes && !q->attributes;
}

// ---- what a query reads that libxml2 evaluates: all that its paths lead to, predicates aside

static void read_path(struct reading *r, const xmlNode *node, const char *path, bool text) {
    size_t n = strcspn(path, "/");
    const char *rest = path[n] ? path + n + 1 : "";
    if (node->type == XML_ELEMENT_NODE) {
        reading_element(r, node);
    }
    if (n == 0 || (n == 1 && *path == '.')) {
        if (text && node->type == XML_ELEMENT_NODE) {
            reading_text(r, node);
        }
    } else if (n == 2 && strncmp(path, "..", 2) == 0) {
        if (node->parent) {
            read_path(r, node->parent, rest, text);
        }
    } else if (*path == '@') {
        reading_named(r, node, path + 1);
    } else {
        for (const xmlNode *child = node->children; child; child = child->next) {
            bool meant = child->type == XML_ELEMENT_NODE &&
                         (strncmp(path, "*", n) == 0 ||
                          (strlen((const char *)child->name) == n && memcmp(child->name, path, n) == 0));
            if (meant) {
                read_path(r, child, rest, text);
            }
        }
    }
}

static void read_all(const struct query *q, const xmlNode *node, struct reading *r, bool value) {
    if (q->many) {
        reading_whole(r, xmlDocGetRootElement(node->doc));
    }
    for (size_t i = 0; i < q->n_paths; i++) {
        const struct query_read *p = &q->paths[i];
        bool absolute = *p->path == '/';
        const xmlNode *from = absolute ? (const xmlNode *)node->doc : node;
        read_path(r, from, p->path + absolute, p->text && (value || !p->result));
    }
}

// Evaluates by libxml2. The caller frees the result; NULL when it was cut off.
static xmlXPathObject *evaluate(const struct query *q, const xmlNode *node, const struct query_scope *scope,
                                bool value) {
    if (scope->reading) {
        read_all(q, node, scope->reading, value);
    }
    xmlXPathContext *c = engine_ready();
    c->doc = node->doc;
    c->node = (xmlNode *)node;
    c->proximityPosition = (int)scope->position;
    c->contextSize = (int)scope->last;
    c->userData = (void *)scope;
    c->opCount = 0;
    xmlXPathObject *result = xmlXPathCompiledEval(q->compiled, c);
    if (!result && scope->failures) {
        ++*scope->failures;
    }
    return result;
}

// ---- plain paths, walked directly

struct walk {
    struct reading *reading;
    bool (*visit)(struct walk *w, const xmlNode *node);  // an element or an attribute; false ends the walk
    const xmlNode *first;
    const xmlNode **nodes;
    size_t n, cap;
    struct arena *arena;
};

static bool walk_from(struct walk *w, const xmlNode *node, const struct step *steps, size_t n);

static const xmlAttr *find_attribute(const xmlNode *node, const char *name) {
    if (node->type != XML_ELEMENT_NODE) {
        return NULL;
    }
    const xmlAttr *a = node->properties;
    while (a && strcmp((const char *)a->name, name) != 0) {
        a = a->next;
    }
    return a;
}

static const char *attribute_text(struct arena *arena, const xmlAttr *a) {
    const xmlNode *text = a->children;
    if (!text) {
        return "";
    }
    if (text->type == XML_TEXT_NODE && !text->next) {
        return (const char *)text->content;
    }
    struct buf b = buf_new(arena);
    for (; text; text = text->next) {
        buf_str(&b, text->content ? (const char *)text->content : "");
    }
    return buf_text(&b);
}

static bool step_matches(struct walk *w, const struct step *s, const xmlNode *node) {
    if (node->type != XML_ELEMENT_NODE || (s->name && strcmp((const char *)node->name, s->name) != 0)) {
        return false;
    }
    if (!s->key) {
        return true;
    }
    const xmlAttr *a = find_attribute(node, s->key);
    bool same = a && strcmp(attribute_text(w->arena, a), s->value) == 0;
    if (same) {
        reading_attribute(w->reading, a);
    }
    return same;
}

static bool walk_children(struct walk *w, const xmlNode *node, const struct step *steps, size_t n) {
    int nth = 0;
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (!step_matches(w, steps, child)) {
            continue;
        }
        reading_element(w->reading, child);
        if (steps->nth && ++nth != steps->nth) {
            continue;
        }
        if (!walk_from(w, child, steps + 1, n - 1)) {
            return false;
        }
        if (steps->nth) {
            break;
        }
    }
    return true;
}

static bool walk_from(struct walk *w, const xmlNode *node, const struct step *steps, size_t n) {
    if (n == 0) {
        return w->visit(w, node);
    }
    switch (steps->kind) {
    case STEP_SELF:
        return walk_from(w, node, steps + 1, n - 1);
    case STEP_PARENT:
        return !node->parent || walk_from(w, node->parent, steps + 1, n - 1);
    case STEP_ATTRIBUTE: {
        const xmlAttr *a = find_attribute(node, steps->name);
        reading_attribute(w->reading, a);
        return !a || w->visit(w, (const xmlNode *)a);
    }
    default:
        return walk_children(w, node, steps, n);
    }
}

static bool visit_first(struct walk *w, const xmlNode *node) {
    w->first = node;
    return false;
}

static bool visit_all(struct walk *w, const xmlNode *node) {
    if (w->n == w->cap) {
        size_t cap = w->cap ? w->cap * 2 : 8;
        w->nodes = arena_grow(w->arena, w->nodes, w->cap * sizeof *w->nodes, cap * sizeof *w->nodes);
        w->cap = cap;
    }
    w->nodes[w->n++] = node->type == XML_ATTRIBUTE_NODE ? node->parent : node;
    return true;
}

static void walk_path(struct walk *w, const struct query *q, const xmlNode *node, const struct query_scope *scope) {
    w->arena = scope->arena;
    w->reading = scope->reading;
    const xmlNode *from = q->absolute ? (const xmlNode *)node->doc : node;
    walk_from(w, from, q->steps, q->n_steps);
}

// ---- values

static void add_texts(struct buf *b, const xmlNode *node) {
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
            buf_str(b, child->content ? (const char *)child->content : "");
        } else if (child->type == XML_ELEMENT_NODE) {
            add_texts(b, child);
        }
    }
}

const char *query_node_text(struct arena *arena, const xmlNode *node) {
    if (node->type == XML_ATTRIBUTE_NODE) {
        return attribute_text(arena, (const xmlAttr *)node);
    }
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        return node->content ? (const char *)node->content : "";
    }
    const xmlNode *child = node->children;
    if (child && !child->next && child->type == XML_TEXT_NODE) {
        return (const char *)child->content;
    }
    struct buf b = buf_new(arena);
    add_texts(&b, node);
    return buf_text(&b);
}

const char *query_number_text(struct arena *arena, double number) {
    if (isnan(number) || isinf(number)) {
        return "";
    }
    if (number == floor(number) && fabs(number) < 1e18) {
        return arena_printf(arena, "%.0f", number == 0 ? 0 : number);
    }
    return arena_printf(arena, "%.12g", number);
}

static const char *object_text(struct arena *arena, const xmlXPathObject *o, const xmlNode **source) {
    switch (o->type) {
    case XPATH_NODESET: {
        if (!o->nodesetval || o->nodesetval->nodeNr == 0) {
            return "";
        }
        xmlXPathNodeSetSort(o->nodesetval);
        const xmlNode *first = o->nodesetval->nodeTab[0];
        *source = first;
        return query_node_text(arena, first);
    }
    case XPATH_BOOLEAN:
        return o->boolval ? "true" : "";
    case XPATH_NUMBER:
        return query_number_text(arena, o->floatval);
    case XPATH_STRING:
        return arena_strdup(arena, o->stringval ? (const char *)o->stringval : "");
    default:
        return "";
    }
}

const char *query_string(const struct query *q, const xmlNode *node, const struct query_scope *scope,
                         const xmlNode **source) {
    const xmlNode *found = NULL;
    const char *text = "";
    if (q->shape == QUERY_PATH) {
        struct walk w = {.visit = visit_first};
        walk_path(&w, q, node, scope);
        found = w.first;
        text = found ? query_node_text(scope->arena, found) : "";
        reading_text(scope->reading, found);
    } else if (q->shape == QUERY_OTHER) {
        xmlXPathObject *o = evaluate(q, node, scope, true);
        if (o) {
            text = object_text(scope->arena, o, &found);
            xmlXPathFreeObject(o);
        }
    } else {
        text = q->shape == QUERY_LITERAL ? q->word : scope_value(scope, q->word);
    }
    if (source) {
        *source = found && found->type == XML_ATTRIBUTE_NODE ? found->parent : found;
    }
    return text;
}

bool query_test(const struct query *q, const xmlNode *node, const struct query_scope *scope) {
    if (q->shape == QUERY_PATH) {
        struct walk w = {.visit = visit_first};
        walk_path(&w, q, node, scope);
        return w.first;
    }
    if (q->shape != QUERY_OTHER) {
        return *query_string(q, node, scope, NULL) != '\0';
    }
    xmlXPathObject *o = evaluate(q, node, scope, false);
    bool truth = o && xmlXPathCastToBoolean(o);
    xmlXPathFreeObject(o);
    return truth;
}

double query_number(const struct query *q, const xmlNode *node, const struct query_scope *scope) {
    if (q->shape == QUERY_OTHER) {
        xmlXPathObject *o = evaluate(q, node, scope, true);
        double number = o ? xmlXPathCastToNumber(o) : NAN;
        xmlXPathFreeObject(o);
        return number;
    }
    return xmlXPathCastStringToNumber((const xmlChar *)query_string(q, node, scope, NULL));
}

// The nodes of a union of which only one path leads anywhere; false for all others: their nodes have to be put in
// order.
static bool walk_union(struct walk *w, const struct query *q, const xmlNode *node, const struct query_scope *scope) {
    struct query_scope unread = {.arena = scope->arena};
    size_t led = 0;
    for (size_t i = 0; q->either && q->either[i]; i++) {
        size_t before = w->n;
        walk_path(w, q->either[i], node, &unread);
        led += w->n > before;
    }
    if (!q->either || led > 1) {
        w->n = 0;
        return false;
    }
    if (scope->reading) {
        read_all(q, node, scope->reading, false);
    }
    return true;
}

const xmlNode **query_nodes(const struct query *q, const xmlNode *node, const struct query_scope *scope, size_t *n) {
    struct walk w = {.visit = visit_all, .arena = scope->arena};
    if (q->shape == QUERY_PATH) {
        walk_path(&w, q, node, scope);
    } else if (q->nodes && !walk_union(&w, q, node, scope)) {
        xmlXPathObject *o = evaluate(q, node, scope, false);
        xmlNodeSet *set = o && o->type == XPATH_NODESET ? o->nodesetval : NULL;
        if (set) {
            xmlXPathNodeSetSort(set);
        }
        for (int i = 0; set && i < set->nodeNr; i++) {
            visit_all(&w, set->nodeTab[i]);
        }
        xmlXPathFreeObject(o);
    }
    *n = w.n;
    return w.nodes;
}

#include "inspect/content.h"

enum { FORMS = 12, LEVELS = 28, FORM_COST = 2000 };

static const struct value nothing;

static void run_stream(struct run *r, struct str bytes);

#define TELL(r, event, ...)                        \
    do {                                           \
        if ((r)->listener->event) {                \
            (r)->listener->event((r), __VA_ARGS__); \
        }                                          \
    } while (0)

static double number_at(const struct run *r, size_t i) {
    return i < r->n ? number_of(&r->operands[i]) : 0;
}

static void paint(struct run *r) {
    if (r->listener->paint) {
        r->listener->paint(r);
    }
}

static const struct value *resource(struct run *r, const char *category, struct str name) {
    const struct value *all = r->resources ? entry_get(r->p, r->resources, category) : &nothing;
    for (size_t i = 0; all->kind == KIND_DICTIONARY && i < all->dictionary.n; i++) {
        const struct pair *pair = &all->dictionary.pairs[i];
        if (pair->key.n == name.n && memcmp(pair->key.p, name.p, name.n) == 0) {
            return object_resolve(r->p, &pair->value);
        }
    }
    TELL(r, missing, category, name);
    return &nothing;
}

static bool name_operand(const struct run *r, struct str *out) {
    bool there = r->n > 0 && r->operands[r->n - 1].kind == KIND_NAME;
    *out = there ? r->operands[r->n - 1].text : (struct str){"", 0};
    return there;
}

// --- Matrices: [a b c d e f]

static void multiply(const double a[6], const double b[6], double out[6]) {
    double m[6] = {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2],
                   a[2] * b[1] + a[3] * b[3], a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]};
    memcpy(out, m, sizeof m);
}

static void concatenate(struct run *r) {
    double m[6];
    for (size_t i = 0; i < 6; i++) {
        m[i] = number_at(r, i);
    }
    multiply(m, r->g.matrix, r->g.matrix);
}

static void move_line(struct run *r, double x, double y) {
    double m[6] = {1, 0, 0, 1, x, y};
    multiply(m, r->line, r->line);
    memcpy(r->text, r->line, sizeof r->text);
}

static void begin_text(struct run *r) {
    static const double one[6] = {1, 0, 0, 1, 0, 0};
    memcpy(r->text, one, sizeof one);
    memcpy(r->line, one, sizeof one);
}

// --- The graphics state

static void save(struct run *r) {
    if (r->depth < STATES) {
        r->saved[r->depth] = r->g;
    }
    if (++r->depth > LEVELS && r->listener->deep) {
        r->listener->deep(r);
    }
}

static void restore(struct run *r) {
    if (r->depth > 0 && --r->depth < STATES) {
        r->g = r->saved[r->depth];
    }
}

static void set_state(struct run *r) {
    struct str name;
    if (!name_operand(r, &name)) {
        return;
    }
    const struct value *state = resource(r, "ExtGState", name);
    const struct value *font = entry_get(r->p, state, "Font");
    if (font->kind == KIND_ARRAY) {
        r->g.font = font_of(r->p, array_get(r->p, font, 0));
        r->g.size = number_of(array_get(r->p, font, 1));
    }
    if (state->kind == KIND_DICTIONARY) {
        TELL(r, state, state);
    }
}

// --- Colour

static void set_device(struct run *r, enum space space, bool stroke) {
    *(stroke ? &r->g.stroke : &r->g.fill) = space;
    TELL(r, device, space);
}

static void set_space(struct run *r, bool stroke) {
    struct str name;
    if (!name_operand(r, &name)) {
        return;
    }
    static const char *const devices[] = {"DeviceGray", "DeviceRGB", "DeviceCMYK"};
    for (int i = 0; i < 3; i++) {
        if (str_is(name, devices[i])) {
            set_device(r, (enum space)i, stroke);
            return;
        }
    }
    *(stroke ? &r->g.stroke : &r->g.fill) = SPACE_OTHER;
    if (!str_is(name, "Pattern")) {
        TELL(r, color, resource(r, "ColorSpace", name));
    }
}

// --- Text

static void set_font(struct run *r) {
    if (r->n >= 2 && r->operands[0].kind == KIND_NAME) {
        r->g.font = font_of(r->p, resource(r, "Font", r->operands[0].text));
        r->g.size = number_at(r, 1);
    }
}

static void show(struct run *r, struct str codes) {
    if (codes.n == 0) {
        return;
    }
    if (r->g.font) {
        TELL(r, show, codes);
    }
    if (r->g.mode != 3) {
        paint(r);
    }
}

static void shift(struct run *r, double thousandths) {
    double x = -thousandths / 1000 * r->g.size * r->g.stretch;
    r->text[4] += x * r->text[0];
    r->text[5] += x * r->text[1];
}

static void show_pieces(struct run *r) {
    const struct value *pieces = r->n > 0 ? &r->operands[r->n - 1] : &nothing;
    for (size_t i = 0; pieces->kind == KIND_ARRAY && i < pieces->array.n; i++) {
        const struct value *v = &pieces->array.items[i];
        if (v->kind == KIND_STRING) {
            show(r, v->text);
        } else if (is_number(v)) {
            shift(r, number_of(v));
        }
    }
}

static void show_operand(struct run *r) {
    if (r->n > 0 && r->operands[r->n - 1].kind == KIND_STRING) {
        show(r, r->operands[r->n - 1].text);
    }
}

// --- Marked content

static void begin_mark(struct run *r, bool with_properties) {
    struct mark m = {.properties = &nothing, .mcid = -1};
    if (r->n > 0 && r->operands[0].kind == KIND_NAME) {
        m.tag = r->operands[0].text;
    }
    const struct value *properties = with_properties && r->n > 1 ? &r->operands[1] : &nothing;
    if (properties->kind == KIND_NAME) {
        m.properties = resource(r, "Properties", properties->text);
    } else if (properties->kind == KIND_DICTIONARY) {
        struct value *copy = ARENA_NEW(r->p->arena, struct value);
        *copy = *properties;
        m.properties = copy;
    }
    m.artifact = str_is(m.tag, "Artifact");
    m.mcid = entry_integer(r->p, m.properties, "MCID", -1);
    m.replaced = entry_raw(m.properties, "ActualText") != NULL;
    TELL(r, mark_begin, &m);
    if (r->n_marks++ < MARKS) {
        r->marks[r->n_marks - 1] = m;
    }
}

static void end_mark(struct run *r) {
    if (r->n_marks == 0) {
        return;
    }
    if (--r->n_marks < MARKS) {
        TELL(r, mark_end, &r->marks[r->n_marks]);
    }
}

// --- Forms and pictures

// A form is as a page within the page: its own resources, the state as it is, and back again.
static void run_form(struct run *r, struct stream *form) {
    struct value dictionary = form->dictionary;
    const struct value *own = entry_get(r->p, &dictionary, "Resources");
    const struct value *matrix = entry_get(r->p, &dictionary, "Matrix");
    struct str bytes;
    if (r->form_depth == FORMS || !stream_data(r->p, form, &bytes)) {
        return;
    }
    struct run inside = *r;
    inside.form = form;
    inside.object = form->number;
    inside.form_depth++;
    inside.depth = 0;
    inside.resources = own->kind == KIND_DICTIONARY ? own : r->resources;
    if (matrix->kind == KIND_ARRAY && matrix->array.n == 6) {
        double m[6];
        for (size_t i = 0; i < 6; i++) {
            m[i] = number_of(array_get(r->p, matrix, i));
        }
        multiply(m, inside.g.matrix, inside.g.matrix);
    }
    run_stream(&inside, bytes);
}

static void draw_object(struct run *r) {
    struct str name;
    if (!name_operand(r, &name)) {
        return;
    }
    const struct value *object = resource(r, "XObject", name);
    if (object->kind != KIND_STREAM) {
        return;
    }
    if (is_name(entry_get(r->p, object, "Subtype"), "Form")) {
        TELL(r, form, object->stream);
        run_form(r, object->stream);
    } else {
        TELL(r, picture, object, false);
        paint(r);
    }
}

// After ID: the bytes up to an EI that stands alone. What is between BI and ID is a dictionary without brackets.
static void inline_picture(struct run *r, struct lexer *l) {
    struct value dictionary = {.kind = KIND_DICTIONARY};
    struct pair pairs[32];
    struct value key, v;
    size_t n = 0;
    while (lex_value(l, &key) && key.kind == KIND_NAME && lex_value(l, &v)) {
        if (n < 32) {
            pairs[n++] = (struct pair){key.text, v};
        }
    }
    dictionary.dictionary.pairs = pairs;
    dictionary.dictionary.n = n;
    TELL(r, picture, &dictionary, true);
    paint(r);
    for (const char *s = l->p; s < l->end; s++) {
        s = memmem(s, (size_t)(l->end - s), "EI", 2);
        if (!s) {
            break;
        }
        if (lex_is_space((unsigned char)s[-1]) && (s + 2 == l->end || lex_is_space((unsigned char)s[2]))) {
            l->p = s + 2;
            return;
        }
    }
    l->p = l->end;
}

static void shade(struct run *r) {
    struct str name;
    if (name_operand(r, &name)) {
        const struct value *shading = resource(r, "Shading", name);
        TELL(r, color, entry_get(r->p, shading, "ColorSpace"));
        paint(r);
    }
}

// --- Operators

#define OP1(a) (unsigned)(a)
#define OP2(a, b) ((unsigned)(a) << 8 | (unsigned)(b))
#define OP3(a, b, c) ((unsigned)(a) << 16 | (unsigned)(b) << 8 | (unsigned)(c))

static unsigned packed_name(struct str s) {
    unsigned v = 0;
    for (size_t i = 0; i < s.n; i++) {
        v = v << 8 | (unsigned char)s.p[i];
    }
    return s.n <= 3 ? v : 0;
}

static bool text_operator(struct run *r, unsigned op) {
    switch (op) {
    case OP2('B', 'T'): begin_text(r); return true;
    case OP2('E', 'T'): return true;
    case OP2('T', 'c'): r->g.between = number_at(r, 0); return true;
    case OP2('T', 'w'): r->g.words = number_at(r, 0); return true;
    case OP2('T', 'z'): r->g.stretch = number_at(r, 0) / 100; return true;
    case OP2('T', 'L'): r->g.leading = number_at(r, 0); return true;
    case OP2('T', 's'): r->g.rise = number_at(r, 0); return true;
    case OP2('T', 'r'): r->g.mode = (int64_t)number_at(r, 0); return true;
    case OP2('T', 'f'): set_font(r); return true;
    case OP2('T', 'd'): move_line(r, number_at(r, 0), number_at(r, 1)); return true;
    case OP2('T', 'D'):
        r->g.leading = -number_at(r, 1);
        move_line(r, number_at(r, 0), number_at(r, 1));
        return true;
    case OP2('T', '*'): move_line(r, 0, -r->g.leading); return true;
    case OP2('T', 'm'):
        for (size_t i = 0; i < 6; i++) {
            r->line[i] = number_at(r, i);
        }
        memcpy(r->text, r->line, sizeof r->text);
        return true;
    case OP2('T', 'j'): show_operand(r); return true;
    case OP2('T', 'J'): show_pieces(r); return true;
    case OP1('"'):
        r->g.words = number_at(r, 0);
        r->g.between = number_at(r, 1);
        // fall through
    case OP1('\''):
        move_line(r, 0, -r->g.leading);
        show_operand(r);
        return true;
    default: return false;
    }
}

static bool path_operator(struct run *r, unsigned op) {
    switch (op) {
    case OP1('m'): case OP1('l'): case OP1('c'): case OP1('v'): case OP1('y'): case OP1('h'): case OP2('r', 'e'):
    case OP1('n'): case OP1('W'): case OP2('W', '*'):
        return true;
    case OP1('S'): case OP1('s'): case OP1('f'): case OP1('F'): case OP2('f', '*'): case OP1('B'): case OP1('b'):
    case OP2('B', '*'): case OP2('b', '*'):
        paint(r);
        return true;
    default: return false;
    }
}

static bool color_operator(struct run *r, unsigned op) {
    switch (op) {
    case OP1('g'): set_device(r, SPACE_GRAY, false); return true;
    case OP1('G'): set_device(r, SPACE_GRAY, true); return true;
    case OP2('r', 'g'): set_device(r, SPACE_RGB, false); return true;
    case OP2('R', 'G'): set_device(r, SPACE_RGB, true); return true;
    case OP1('k'): set_device(r, SPACE_CMYK, false); return true;
    case OP1('K'): set_device(r, SPACE_CMYK, true); return true;
    case OP2('c', 's'): set_space(r, false); return true;
    case OP2('C', 'S'): set_space(r, true); return true;
    case OP2('s', 'h'): shade(r); return true;
    case OP2('s', 'c'): case OP2('S', 'C'): case OP3('s', 'c', 'n'): case OP3('S', 'C', 'N'):
        return true;
    default: return false;
    }
}

static bool state_operator(struct run *r, unsigned op) {
    struct str name;
    switch (op) {
    case OP1('q'): save(r); return true;
    case OP1('Q'): restore(r); return true;
    case OP2('c', 'm'): concatenate(r); return true;
    case OP2('g', 's'): set_state(r); return true;
    case OP2('r', 'i'):
        if (name_operand(r, &name)) {
            TELL(r, intent, name);
        }
        return true;
    case OP1('w'): case OP1('J'): case OP1('j'): case OP1('M'): case OP1('d'): case OP1('i'): case OP2('d', '0'):
    case OP2('d', '1'): case OP2('B', 'X'): case OP2('E', 'X'): case OP2('M', 'P'): case OP2('D', 'P'):
        return true;
    case OP3('B', 'M', 'C'): begin_mark(r, false); return true;
    case OP3('B', 'D', 'C'): begin_mark(r, true); return true;
    case OP3('E', 'M', 'C'): end_mark(r); return true;
    case OP2('D', 'o'): draw_object(r); return true;
    default: return false;
    }
}

static void run_operator(struct run *r, struct lexer *l, struct str name) {
    unsigned op = packed_name(name);
    if (op == OP2('B', 'I')) {
        inline_picture(r, l);
    } else if (!text_operator(r, op) && !path_operator(r, op) && !state_operator(r, op) && !color_operator(r, op)) {
        TELL(r, unknown, name);
    }
    r->n = 0;
    r->p->n_loose = 0;
}

static void run_stream(struct run *r, struct str bytes) {
    struct lexer l = {.p = bytes.p, .end = bytes.p + bytes.n, .owner = r->p, .content = true, .object = r->object};
    struct value v;
    r->n = 0;
    r->p->run += bytes.n + FORM_COST;
    while (l.p < l.end && r->p->run < MOST_RUN) {
        if (!lex_value(&l, &v)) {
            lex_space(&l);
            if (l.p < l.end) {  // a bracket that opens or closes nothing
                TELL(r, unknown, ((struct str){l.p, 1}));
                l.p++;
            }
        } else if (v.kind == KIND_KEYWORD) {
            run_operator(r, &l, v.text);
        } else if (r->n < OPERANDS) {
            r->operands[r->n++] = v;
        }
    }
}

// --- Pages

static void add_part(struct inspection *p, const struct value *part, struct buf *all, bool *ok) {
    struct str bytes;
    *ok = *ok && part->kind == KIND_STREAM && stream_data(p, part->stream, &bytes);
    if (*ok) {
        buf_add(all, bytes.p, bytes.n);
        buf_char(all, '\n');
    }
}

static bool page_content(struct inspection *p, const struct leaf *page, struct str *out, int *object) {
    const struct value *contents = entry_get(p, page->dictionary, "Contents");
    bool ok = true;
    *object = page->object;
    *out = (struct str){"", 0};
    if (contents->kind == KIND_STREAM) {
        *object = contents->stream->number;
        return stream_data(p, contents->stream, out);
    }
    struct buf all = buf_new(p->arena);
    for (size_t i = 0; contents->kind == KIND_ARRAY && i < contents->array.n && i < 10000; i++) {
        add_part(p, array_get(p, contents, i), &all, &ok);
    }
    *out = (struct str){buf_text(&all), all.n};
    return ok;
}

static void start(struct run *r, struct inspection *p, size_t page, const struct listener *listener, void *user) {
    r->p = p;
    r->listener = listener;
    r->user = user;
    r->page = &p->pages[page];
    r->page_index = page;
    r->resources = r->page->resources;
    r->g = (struct graphics){.matrix = {1, 0, 0, 1, 0, 0}, .stretch = 1};
    r->depth = r->n_marks = r->n = 0;
    r->form_depth = 0;
    r->form = NULL;
    begin_text(r);
}

bool content_run(struct inspection *p, size_t page, const struct listener *listener, void *user) {
    struct run r;
    struct str bytes;
    start(&r, p, page, listener, user);
    if (!page_content(p, r.page, &bytes, &r.object)) {
        return false;
    }
    run_stream(&r, bytes);
    while (r.n_marks > 0) {
        end_mark(&r);
    }
    return true;
}

void content_run_form(struct inspection *p, size_t page, struct stream *form, const struct listener *listener,
                      void *user) {
    struct run r;
    start(&r, p, page, listener, user);
    r.resources = NULL;
    run_form(&r, form);
}

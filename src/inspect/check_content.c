// What stands on pages: operators, resources, colours, and whether everything is tagged or an artifact.
#include "inspect/check.h"

struct watching {
    struct examination *x;
    struct facts facts;
    const struct value *parents;        // of the stream being run: the array of its StructParents
    const struct stream *parents_of;    // the form that they are of; NULL: the page's
    bool parents_known;
};

// --- Marks

static const struct value *parents(struct run *r, struct watching *w) {
    if (!w->parents_known || w->parents_of != r->form) {
        const struct value *d = r->form ? &r->form->dictionary : r->page->dictionary;
        int64_t key = entry_integer(r->p, d, "StructParents", -1);
        static const struct value none;
        w->parents = key < 0 ? &none : object_resolve(r->p, structure_parent(w->x->tree, key));
        w->parents_of = r->form;
        w->parents_known = true;
    }
    return w->parents;
}

// The element that a marked sequence belongs to, by the parent tree; index + 1, 0 when none.
static int element_of(struct run *r, struct watching *w, int64_t mcid) {
    const struct value *all = mcid >= 0 ? parents(r, w) : NULL;
    if (!all || all->kind != KIND_ARRAY || (size_t)mcid >= all->array.n ||
        all->array.items[mcid].kind != KIND_REFERENCE) {
        return 0;
    }
    int object = all->array.items[mcid].reference.number;
    return structure_element(w->x->tree, object) ? r->p->entries[object].element : 0;
}

static bool tagged(const struct run *r) {
    for (size_t i = 0; i < r->n_marks && i < MARKS; i++) {
        if (r->marks[i].element) {
            return true;
        }
    }
    return false;
}

// A language is said by a mark, by the element, or by the catalogue.
static bool language_known(const struct run *r, const struct watching *w, const struct mark *m) {
    if (w->x->language || (m && entry_raw(m->properties, "Lang"))) {
        return true;
    }
    for (size_t i = 0; i < r->n_marks && i < MARKS; i++) {
        int e = r->marks[i].element;
        if (entry_raw(r->marks[i].properties, "Lang") || (e && w->x->tree->items[e - 1]->language)) {
            return true;
        }
    }
    return false;
}

static void mark_begin(struct run *r, struct mark *m) {
    struct watching *w = r->user;
    struct facts *f = &w->facts;
    m->element = m->artifact ? 0 : element_of(r, w, m->mcid);
    f->artifact_inside += m->artifact && tagged(r);
    f->tagged_inside += m->element && marks_artifact(r);
    const struct value *language = entry_get(r->p, m->properties, "Lang");
    f->bad_language += language->kind != KIND_NULL && !language_tag(text_of(r->p, language));
    if (str_is(m->tag, "Span") && !language_known(r, w, m)) {
        f->actual_language += m->replaced;
        f->alternative_language += entry_raw(m->properties, "Alt") != NULL;
        f->expansion_language += entry_raw(m->properties, "E") != NULL;
    }
}

static bool has_default(const struct run *r, enum space space) {
    static const char *const names[] = {"DefaultGray", "DefaultRGB", "DefaultCMYK"};
    return r->resources && entry_raw(entry_get(r->p, r->resources, "ColorSpace"), names[space]);
}

// Device colour is known by a default space, or by the output intent.
static void device(struct run *r, enum space space) {
    static const struct value devices[] = {{.kind = KIND_NAME, .text = {"DeviceGray", 10}},
                                           {.kind = KIND_NAME, .text = {"DeviceRGB", 9}},
                                           {.kind = KIND_NAME, .text = {"DeviceCMYK", 10}}};
    struct watching *w = r->user;
    if ((space != SPACE_GRAY || w->x->output.n == 0) && !has_default(r, space)) {
        examine_color(w->x, &devices[space], r->object, (int)r->page_index + 1);
    }
}

static void paint(struct run *r) {
    struct watching *w = r->user;
    w->facts.untagged += !tagged(r) && !marks_artifact(r);
    if (w->x->output.n == 0 && r->g.fill == SPACE_GRAY) {  // black, as a page begins
        device(r, SPACE_GRAY);
    }
}

static void show(struct run *r, struct str codes) {
    struct watching *w = r->user;
    unsigned how = (r->g.mode == 3 ? SHOWN_INVISIBLE : 0) | (marks_replaced(r) ? SHOWN_REPLACED : 0);
    font_show(r->p, r->g.font, codes, how);
    w->facts.text_language += !w->x->language && !marks_artifact(r) && !language_known(r, w, NULL);
}

// --- Operators and resources

static void unknown(struct run *r, struct str operator) {
    (void)operator;
    ((struct watching *)r->user)->facts.unknown++;
}

static void deep(struct run *r) {
    ((struct watching *)r->user)->facts.deep++;
}

static void missing(struct run *r, const char *category, struct str name) {
    (void)category, (void)name;
    ((struct watching *)r->user)->facts.missing++;
}

static void intent(struct run *r, struct str name) {
    static const char *const known[] = {"RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"};
    bool ok = false;
    for (int i = 0; i < 4; i++) {
        ok |= str_is(name, known[i]);
    }
    ((struct watching *)r->user)->facts.intent += !ok;
}

static void color(struct run *r, const struct value *space) {
    struct watching *w = r->user;
    static const char *const devices[] = {"DeviceGray", "DeviceRGB", "DeviceCMYK"};
    for (int i = 0; i < 3; i++) {
        if (is_name(space, devices[i])) {
            device(r, (enum space)i);
            return;
        }
    }
    examine_color(w->x, space, r->object, (int)r->page_index + 1);
}

static void picture_space(struct run *r, const struct value *dictionary, bool inline_image) {
    static const char *const abbreviated[] = {"G", "RGB", "CMYK"};
    const struct value *space = entry_get(r->p, dictionary, "ColorSpace");
    space = inline_image && space->kind == KIND_NULL ? entry_get(r->p, dictionary, "CS") : space;
    for (int i = 0; i < 3 && inline_image; i++) {
        if (is_name(space, abbreviated[i])) {
            device(r, (enum space)i);
            return;
        }
    }
    if (space->kind != KIND_NULL) {
        color(r, space);
    }
}

static void inline_filters(struct run *r, const struct value *dictionary) {
    static const char *const known[] = {"ASCIIHexDecode", "ASCII85Decode", "FlateDecode", "RunLengthDecode",
                                        "CCITTFaxDecode", "DCTDecode", "AHx", "A85", "Fl", "RL", "CCF", "DCT"};
    const struct value *filter = entry_get(r->p, dictionary, "Filter");
    filter = filter->kind == KIND_NULL ? entry_get(r->p, dictionary, "F") : filter;
    size_t n = filter->kind == KIND_ARRAY ? filter->array.n : filter->kind != KIND_NULL;
    for (size_t i = 0; i < n; i++) {
        const struct value *one = filter->kind == KIND_ARRAY ? array_get(r->p, filter, i) : filter;
        bool ok = false;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
            ok |= is_name(one, known[k]);
        }
        ((struct watching *)r->user)->facts.inline_filter += !ok;
    }
}

static void picture(struct run *r, const struct value *dictionary, bool inline_image) {
    struct watching *w = r->user;
    struct subject s = subject_of(w->x, dictionary, inline_image ? r->object : dictionary->stream->number);
    s.page = (int)r->page_index + 1;
    judge(&checks_picture, &s);
    if (inline_image) {
        inline_filters(r, dictionary);
    }
    picture_space(r, dictionary, inline_image);
    const struct value *mask = entry_get(r->p, dictionary, "SMask");
    w->facts.transparent |= mask->kind == KIND_STREAM;
    if (mask->kind == KIND_STREAM) {
        s.v = mask;
        s.object = mask->stream->number;
        judge(&checks_picture, &s);
    }
}

static void form(struct run *r, struct stream *stream) {
    struct watching *w = r->user;
    struct value v = {.kind = KIND_STREAM, .stream = stream};
    struct subject s = subject_of(w->x, &v, stream->number);
    s.page = (int)r->page_index + 1;
    stream->forms_run++;
    judge(&checks_form_object, &s);
    w->facts.transparent |= is_name(entry_get(r->p, entry_get(r->p, &v, "Group"), "S"), "Transparency");
}

static void state(struct run *r, const struct value *dictionary) {
    struct watching *w = r->user;
    struct subject s = subject_of(w->x, dictionary, r->object);
    s.page = (int)r->page_index + 1;
    judge(&checks_state, &s);
    const struct value *blend = entry_get(r->p, dictionary, "BM"), *mask = entry_get(r->p, dictionary, "SMask");
    const struct value *stroke = entry_get(r->p, dictionary, "CA"), *fill = entry_get(r->p, dictionary, "ca");
    w->facts.transparent |= (is_number(stroke) && number_of(stroke) < 1) || (is_number(fill) && number_of(fill) < 1) ||
                            is_dictionary(mask) ||
                            (blend->kind != KIND_NULL && !is_name(blend, "Normal") && !is_name(blend, "Compatible"));
}

static const struct listener watcher = {.show = show,
                                        .paint = paint,
                                        .mark_begin = mark_begin,
                                        .unknown = unknown,
                                        .deep = deep,
                                        .color = color,
                                        .device = device,
                                        .picture = picture,
                                        .form = form,
                                        .state = state,
                                        .intent = intent,
                                        .missing = missing};

// --- Checks over what was seen

#define NONE_SEEN(name, fact)                   \
    static bool name(const struct subject *s) { \
        return s->facts->fact == 0;             \
    }
NONE_SEEN(operators_known, unknown)
NONE_SEEN(states_shallow, deep)
NONE_SEEN(resources_there, missing)
NONE_SEEN(all_tagged, untagged)
NONE_SEEN(artifacts_apart, artifact_inside)
NONE_SEEN(tags_apart, tagged_inside)
NONE_SEEN(intents_known, intent)
NONE_SEEN(actual_language, actual_language)
NONE_SEEN(alternative_language, alternative_language)
NONE_SEEN(expansion_language, expansion_language)
NONE_SEEN(language_form, bad_language)
NONE_SEEN(text_language, text_language)
NONE_SEEN(inline_filters_known, inline_filter)
NONE_SEEN(content_readable, unreadable)

static bool blending_known(const struct subject *s) {
    const struct value *group = entry_get(s->p, s->v, "Group");
    return !s->facts->transparent || s->x->output.n > 0 || entry_raw(group, "CS");
}

static const struct check content_checks[] = {
    {"operator", "A 6.2.2-1", operators_known},
    {"resources", "A 6.2.2-2", resources_there},
    {"state-depth", "A 6.1.13-8", states_shallow},
    {"content-damaged", "A 6.2.2-0", content_readable},
    {"untagged", "U 7.1-3", all_tagged},
    {"artifact-inside", "U 7.1-1", artifacts_apart},
    {"tagged-inside", "U 7.1-2", tags_apart},
    {"intent", "A 6.2.6-1", intents_known},
    {"span-actual-language", "U 7.2-30", actual_language},
    {"span-alternative-language", "U 7.2-31", alternative_language},
    {"span-expansion-language", "U 7.2-32", expansion_language},
    {"mark-language", "A 6.7.4-1 U 7.2-29", language_form},
    {"text-language", "U 7.2-34", text_language},
    {"inline-filter", "A 6.1.10-1", inline_filters_known},
    {"blending", "A 6.2.10-2", blending_known},
};
CHECKS(checks_content, content_checks);

// --- Pages

static bool own_resources(const struct subject *s) {
    return s->p->pages[s->page - 1].own_resources;
}

static bool box_sized(const struct subject *s) {
    static const char *const boxes[] = {"MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"};
    for (size_t i = 0; i < 5; i++) {
        const struct value *b = get(s, boxes[i]);
        double c[4];
        for (size_t k = 0; k < 4; k++) {
            c[k] = b->kind == KIND_ARRAY ? number_of(array_get(s->p, b, k)) : s->p->pages[s->page - 1].box[k];
        }
        double w = c[2] > c[0] ? c[2] - c[0] : c[0] - c[2], h = c[3] > c[1] ? c[3] - c[1] : c[1] - c[3];
        if (w < 3 || h < 3 || w > 14400 || h > 14400) {
            return false;
        }
    }
    return true;
}

static bool page_actions(const struct subject *s) {
    return !has(s, "AA");
}

static bool no_steps(const struct subject *s) {
    return !has(s, "PresSteps");
}

static bool tab_order(const struct subject *s) {
    const struct value *all = get(s, "Annots");
    return all->kind != KIND_ARRAY || all->array.n == 0 || is_name(get(s, "Tabs"), "S");
}

static const struct check page_checks[] = {
    {"page-resources", "A 6.2.2-2", own_resources}, {"box", "A 6.1.13-11", box_sized},
    {"page-actions", "A 6.5.2-2", page_actions},    {"steps", "A 6.10-2", no_steps},
    {"tab-order", "U 7.18.3-1", tab_order},
};
CHECKS(checks_page, page_checks);

static void examine_appearances(struct examination *x, size_t page) {
    const struct value *all = entry_get(x->p, x->p->pages[page].dictionary, "Annots");
    for (size_t i = 0; all->kind == KIND_ARRAY && i < all->array.n; i++) {
        const struct value *annotation = array_get(x->p, all, i);
        const struct value *normal = entry_get(x->p, entry_get(x->p, annotation, "AP"), "N");
        struct watching w = {.x = x};
        if (normal->kind != KIND_STREAM) {
            continue;
        }
        content_run_form(x->p, page, normal->stream, &watcher, &w);
        w.facts.untagged = w.facts.text_language = 0;  // it is tagged as the annotation is
        struct subject s = subject_of(x, x->p->pages[page].dictionary, normal->stream->number);
        s.page = (int)page + 1;
        s.facts = &w.facts;
        judge(&checks_content, &s);
    }
}

void examine_pages(struct examination *x) {
    for (size_t i = 0; i < x->p->n_pages; i++) {
        struct watching w = {.x = x};
        struct subject s = subject_of(x, x->p->pages[i].dictionary, x->p->pages[i].object);
        w.facts.unreadable = !content_run(x->p, i, &watcher, &w);
        s.page = (int)i + 1;
        s.facts = &w.facts;
        judge(&checks_content, &s);
        judge(&checks_page, &s);
        examine_appearances(x, i);
    }
}

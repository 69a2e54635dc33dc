#include "device/pdftree.h"

#include <string.h>

struct kid {
    enum { KID_ELEMENT, KID_CONTENT, KID_ANNOTATION } kind;
    struct element *element;
    const struct object *annotation;
    size_t page;
    int content;
    struct kid *next;
};

struct page_contents {       // whose the marked contents of a page are, by number
    struct element **owners;
    size_t n, cap;
};

struct owner {               // of an annotation, in the order of their keys
    struct element *element;
    struct owner *next;
};

struct tree {
    struct arena *arena;
    struct element *root;
    struct element **of_block;
    struct page_contents *contents;
    size_t n_pages;
    struct owner *first_owner, *last_owner;
    size_t n_owners;
    int level;               // of the last heading written
};

const char *tag_name(enum tag tag) {
    static const char *const names[] = {
        [TAG_DOCUMENT] = "Document", [TAG_SECT] = "Sect", [TAG_DIV] = "Div", [TAG_P] = "P", [TAG_H] = "H",
        [TAG_L] = "L", [TAG_LI] = "LI", [TAG_LBL] = "Lbl", [TAG_LBODY] = "LBody", [TAG_TABLE] = "Table",
        [TAG_THEAD] = "THead", [TAG_TBODY] = "TBody", [TAG_TR] = "TR", [TAG_TH] = "TH", [TAG_TD] = "TD",
        [TAG_CAPTION] = "Caption", [TAG_FIGURE] = "Figure", [TAG_LINK] = "Link", [TAG_FORM] = "Form"};
    return names[tag];
}

struct tree *tree_new(struct pdf *pdf) {
    struct tree *tree = ARENA_NEW(pdf->arena, struct tree);
    tree->arena = pdf->arena;
    tree->root = ARENA_NEW(pdf->arena, struct element);
    tree->root->tag = TAG_DOCUMENT;
    tree->n_pages = pdf->pages->n;
    tree->contents = ARENA_ARRAY(pdf->arena, tree->n_pages, struct page_contents);
    tree->of_block = ARENA_ARRAY(pdf->arena, pdf->pages->n_blocks + 1, struct element *);
    tree->of_block[0] = tree->root;
    return tree;
}

struct element *tree_root(struct tree *tree) {
    return tree->root;
}

void tree_map(struct tree *tree, size_t block, struct element *e) {
    tree->of_block[block] = e;
}

struct element *tree_element(const struct tree *tree, const struct item *item) {
    bool drawn = item->role != ROLE_ARTIFACT || item->kind == ITEM_SIGN;
    return drawn ? tree->of_block[item->block > 0 ? item->block : 0] : NULL;
}

static struct kid *add_kid(struct tree *tree, struct element *e) {
    struct kid *kid = ARENA_NEW(tree->arena, struct kid);
    *(e->last ? &e->last->next : &e->first) = kid;
    e->last = kid;
    return kid;
}

struct element *tree_add(struct tree *tree, struct element *parent, enum tag tag) {
    struct element *e = ARENA_NEW(tree->arena, struct element);
    e->tag = tag;
    e->parent = parent;
    struct kid *kid = add_kid(tree, parent);
    kid->kind = KID_ELEMENT;
    kid->element = e;
    return e;
}

static void fill(struct element *e) {
    for (; e && !e->filled; e = e->parent)
        e->filled = true;
}

int tree_content(struct tree *tree, struct element *e, size_t page) {
    struct page_contents *c = &tree->contents[page];
    if (c->n == c->cap) {
        size_t cap = c->cap ? 2 * c->cap : 64;
        c->owners = arena_grow(tree->arena, c->owners, c->cap * sizeof *c->owners, cap * sizeof *c->owners);
        c->cap = cap;
    }
    struct kid *kid = add_kid(tree, e);
    kid->kind = KID_CONTENT;
    kid->page = page;
    kid->content = (int)c->n;
    c->owners[c->n++] = e;
    fill(e);
    return kid->content;
}

int tree_annotation(struct tree *tree, struct element *e, size_t page, const struct object *annotation) {
    struct kid *kid = add_kid(tree, e);
    kid->kind = KID_ANNOTATION;
    kid->page = page;
    kid->annotation = annotation;
    struct owner *owner = ARENA_NEW(tree->arena, struct owner);
    owner->element = e;
    *(tree->last_owner ? &tree->last_owner->next : &tree->first_owner) = owner;
    tree->last_owner = owner;
    fill(e);
    return (int)(tree->n_pages + tree->n_owners++);
}

// --- Writing

// A row has all its cells, or the columns would not fit each other.
static bool is_kept(const struct element *e) {
    bool cell = e->tag >= TAG_THEAD && e->tag <= TAG_TD;
    return cell ? e->parent->object != NULL : e->filled;
}

// Numbers the elements in the order of the document.
static void make_objects(struct pdf *pdf, struct element *e) {
    e->object = object_new(pdf->objects);
    for (struct kid *kid = e->first; kid; kid = kid->next)
        if (kid->kind == KID_ELEMENT && is_kept(kid->element))
            make_objects(pdf, kid->element);
}

static void write_attributes(struct buf *b, const struct element *e) {
    if (e->tag == TAG_TH || (e->tag == TAG_TD && (e->colspan > 1 || e->rowspan > 1))) {
        buf_str(b, "/A<</O/Table");
        buf_str(b, e->scope == SCOPE_COLUMN ? "/Scope/Column" : e->scope == SCOPE_ROW ? "/Scope/Row" : "");
        if (e->colspan > 1)
            buf_printf(b, "/ColSpan %d", e->colspan);
        if (e->rowspan > 1)
            buf_printf(b, "/RowSpan %d", e->rowspan);
        buf_str(b, ">>");
    } else if (e->tag == TAG_L && e->numbering) {
        buf_printf(b, "/A<</O/List/ListNumbering/%s>>", e->numbering);
    } else if (e->tag == TAG_FIGURE) {
        buf_str(b, "/A<</O/Layout/Placement/Block/BBox[");
        for (int i = 0; i < 4; i++) {
            buf_str(b, i ? " " : "");
            pdf_length(b, e->box[i]);
        }
        buf_str(b, "]>>/Alt");
        pdf_text(b, e->alt, strlen(e->alt));
    }
}

static void write_tag(struct tree *tree, struct buf *b, const struct element *e) {
    buf_str(b, "/S/");
    buf_str(b, tag_name(e->tag));
    if (e->tag != TAG_H)
        return;
    tree->level = e->level > tree->level ? tree->level + 1 : e->level;
    pdf_integer(b, tree->level);
}

static void write_kid(struct pdf *pdf, struct buf *b, const struct kid *kid, size_t page) {
    if (kid->kind == KID_ELEMENT) {
        pdf_reference(b, kid->element->object);
        return;
    }
    if (kid->kind == KID_CONTENT && kid->page == page) {
        pdf_integer(b, kid->content);
        return;
    }
    buf_str(b, kid->kind == KID_CONTENT ? "<</Type/MCR/Pg " : "<</Type/OBJR/Pg ");
    pdf_reference(b, pdf->page_objects[kid->page]);
    if (kid->kind == KID_CONTENT) {
        buf_str(b, "/MCID ");
        pdf_integer(b, kid->content);
    } else {
        buf_str(b, "/Obj ");
        pdf_reference(b, kid->annotation);
    }
    buf_str(b, ">>");
}

static bool is_written(const struct kid *kid) {
    return kid->kind != KID_ELEMENT || kid->element->object;
}

// Contents of the element's own page stand in it as bare numbers.
static void write_kids(struct pdf *pdf, struct buf *b, const struct element *e) {
    size_t n = 0, page = pdf->pages->n;
    for (const struct kid *kid = e->first; kid; kid = kid->next) {
        n += is_written(kid);
        if (kid->kind == KID_CONTENT && page == pdf->pages->n)
            page = kid->page;
    }
    if (page < pdf->pages->n) {
        buf_str(b, "/Pg ");
        pdf_reference(b, pdf->page_objects[page]);
    }
    if (!n)
        return;
    buf_str(b, n > 1 ? "/K[" : "/K ");
    bool any = false;
    for (const struct kid *kid = e->first; kid; kid = kid->next) {
        if (!is_written(kid))
            continue;
        buf_str(b, any ? " " : "");
        any = true;
        write_kid(pdf, b, kid, page);
    }
    buf_str(b, n > 1 ? "]" : "");
}

static void write_element(struct pdf *pdf, struct buf *b, const struct element *e, const struct object *parent) {
    size_t from = b->n;
    write_tag(pdf->tree, b, e);
    buf_str(b, "/P ");
    pdf_reference(b, parent);
    write_attributes(b, e);
    write_kids(pdf, b, e);
    object_set(e->object, (struct str){arena_strndup(pdf->arena, b->p + from, b->n - from), b->n - from});
    b->n = from;
    for (const struct kid *kid = e->first; kid; kid = kid->next)
        if (kid->kind == KID_ELEMENT && kid->element->object)
            write_element(pdf, b, kid->element, e->object);
}

// From the keys of pages (StructParents) and of annotations (StructParent) to their elements.
static struct object *write_parents(struct pdf *pdf) {
    const struct tree *tree = pdf->tree;
    struct buf b = buf_new(pdf->arena);
    buf_str(&b, "/Nums[");
    for (size_t i = 0; i < tree->n_pages; i++) {
        const struct page_contents *c = &tree->contents[i];
        buf_printf(&b, "%s%zu[", i ? " " : "", i);
        for (size_t k = 0; k < c->n; k++) {
            buf_str(&b, k ? " " : "");
            pdf_reference(&b, c->owners[k]->object);
        }
        buf_char(&b, ']');
    }
    size_t key = tree->n_pages;
    for (const struct owner *owner = tree->first_owner; owner; owner = owner->next) {
        buf_printf(&b, " %zu ", key++);
        pdf_reference(&b, owner->element->object);
    }
    buf_char(&b, ']');
    struct object *o = object_new(pdf->objects);
    object_set(o, (struct str){b.p, b.n});
    return o;
}

void tree_write(struct pdf *pdf) {
    struct tree *tree = pdf->tree;
    struct buf b = buf_new(pdf->arena), work = buf_new(pdf->arena);
    struct object *root = object_new(pdf->objects);
    make_objects(pdf, tree->root);
    write_element(pdf, &work, tree->root, root);
    buf_str(&b, "/Type/StructTreeRoot/K ");
    pdf_reference(&b, tree->root->object);
    buf_str(&b, "/ParentTree ");
    pdf_reference(&b, write_parents(pdf));
    buf_str(&b, "/ParentTreeNextKey ");
    pdf_integer(&b, (int64_t)(tree->n_pages + tree->n_owners));
    object_set(root, (struct str){b.p, b.n});
    b = buf_new(pdf->arena);
    pdf_reference(&b, root);
    object_catalog(pdf->objects, "StructTreeRoot", (struct str){b.p, b.n});
}

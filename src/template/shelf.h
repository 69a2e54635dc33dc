// Files that several templates include, read once, and the queries in them, compiled once. Inside template/ only.
#ifndef NASKAH_TEMPLATE_SHELF_H
#define NASKAH_TEMPLATE_SHELF_H

#include "template/program.h"

struct shelf_file {
    const char *path;
    struct str bytes;
    const xmlNode *root;      // NULL: it is no library, which has been told
    const char *canonical;
    struct shelf_file *next;
};

// What an attribute of an included file was compiled to. Which variables are in sight there does not depend on who
// includes the file.
struct shelf_attribute {
    const xmlNode *source;
    const char *text;
    const struct query *query;      // NULL: not yet, or it is faulty
    const struct pattern *pattern;  // the same
};

struct shelf_file *shelf_find(const struct template_shelf *shelf, const char *path);  // NULL when it is not there
void shelf_put(struct template_shelf *shelf, struct shelf_file file);
// The entry of the attribute `text` of `source`, an empty one when it is new. Until the next call.
struct shelf_attribute *shelf_attribute(struct template_shelf *shelf, const xmlNode *source, const char *text);

#endif

// The commands: one table from which dispatch and help are made.
#ifndef NASKAH_CLI_COMMANDS_H
#define NASKAH_CLI_COMMANDS_H

#include "batch/import.h"
#include "cli/session.h"

struct example {
    const char *line, *says;           // the command line; message id of what it does
};

struct command {
    const char *name, *alias;
    const char *arguments;             // message id of the placeholders, or NULL
    const char *summary;               // message id
    const char *options;               // names of those it takes, separated by spaces
    struct example examples[3];
    int (*run)(struct session *s);
};

extern const struct command command_table[];
extern const size_t command_count;

const struct command *command_find(const char *word);    // by name or alias; NULL if unknown
const char *command_nearest(const char *word);           // NULL if none is near
bool command_takes(const struct command *c, const char *option);

int command_init(struct session *s);     // mulai
int command_run(struct session *s);      // jalankan
int command_check(struct session *s);    // periksa
int command_make(struct session *s);     // buat
int command_show(struct session *s);     // tampil
int command_explain(struct session *s);  // jelaskan
int command_profile(struct session *s);  // profil
int command_import(struct session *s);   // impor
int command_form(struct session *s);     // formulir
int show_where(struct session *s);       // tampil --where: where every field of the named objects came from
void report_import(void *session, const struct import_outcome *outcome);  // prints it; takes a struct session
struct importing *session_importing(struct session *s, const char *folder);  // NULL after a fatal finding
int command_template(struct session *s);  // templat
int command_mark(struct session *s);     // tandai
int command_number(struct session *s);   // nomor
int command_year(struct session *s);     // tahun
int command_print(struct session *s);    // cetak
int command_receive(struct session *s);  // terima
int command_pack(struct session *s);     // kemas
int command_evidence(struct session *s);  // bukti
int command_archive(struct session *s);  // arsipkan
int command_status(struct session *s);   // status
int command_followup(struct session *s); // tindak-lanjut
int command_doctor(struct session *s);   // dokter
int command_store(struct session *s);    // gudang
int command_verify(struct session *s);   // verifikasi
int command_report(struct session *s);   // lapor
int command_prove(struct session *s);    // buktikan
int command_help(struct session *s);     // bantuan
void help_program(struct session *s, FILE *to);
void help_command(struct session *s, const struct command *c, FILE *to);

#endif

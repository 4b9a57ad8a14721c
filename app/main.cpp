#include "app/cli/cli.h"

#ifdef RAFTLAB_HAVE_GUI
#include "app/gui/app_window.h"
#endif

int main(int argc, char** argv) {
    cli::OpenWindow openWindow;
#ifdef RAFTLAB_HAVE_GUI
    openWindow = [](const cli::WindowRequest& request) {
        return gui::runAppWindow(
            {request.file, request.configDir, request.stateDir, request.language, request.lessonDir});
    };
#endif
    return cli::run(argc, argv, openWindow);
}

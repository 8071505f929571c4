// Times LEMON 1.3 on one DIMACS instance (*.max or *.min): prints one JSON line per algorithm.
// g++ -O3 -DNDEBUG -o lemon lemon.cc -llemon      (Debian: apt-get install liblemon-dev)
#include <lemon/capacity_scaling.h>
#include <lemon/cost_scaling.h>
#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/preflow.h>
#include <lemon/smart_graph.h>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>

typedef lemon::SmartDigraph Digraph;
typedef Digraph::ArcMap<long long> Arcs;
static double cpu() { return double(clock()) / CLOCKS_PER_SEC; }
static void tell(const char* lib, double from, long long value) {
    std::cout << "{\"lib\": \"" << lib << "\", \"cpu_s\": " << cpu() - from << ", \"value\": " << value << "}" << std::endl;
}
template <class Solver> static void least_cost(const char* lib, Digraph& g, Arcs& cap, Arcs& cost, Digraph::NodeMap<long long>& supply) {
    double from = cpu();
    Solver solver(g);
    solver.upperMap(cap).costMap(cost).supplyMap(supply).run();
    tell(lib, from, solver.template totalCost<long long>());
}
int main(int argc, char** argv) {
    Digraph g; Arcs low(g), cap(g), cost(g); Digraph::NodeMap<long long> supply(g);
    std::ifstream file(argv[1]);
    if (strstr(argv[1], ".max")) {
        Digraph::Node s, t; lemon::readDimacsMax(file, g, cap, s, t);
        double from = cpu();
        lemon::Preflow<Digraph, Arcs> solver(g, cap, s, t);
        solver.run();
        tell("lemon-preflow", from, solver.flowValue());
        return 0;
    }
    lemon::readDimacsMin(file, g, low, cap, cost, supply);
    for (int i = 2; i < argc; i++) {
        if (!strcmp(argv[i], "simplex")) least_cost<lemon::NetworkSimplex<Digraph, long long>>("lemon-simplex", g, cap, cost, supply);
        if (!strcmp(argv[i], "cost-scaling")) least_cost<lemon::CostScaling<Digraph, long long>>("lemon-cost-scaling", g, cap, cost, supply);
        if (!strcmp(argv[i], "capacity-scaling")) least_cost<lemon::CapacityScaling<Digraph, long long>>("lemon-capacity-scaling", g, cap, cost, supply);
    }
}
